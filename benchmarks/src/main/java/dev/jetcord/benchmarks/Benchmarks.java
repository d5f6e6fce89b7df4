package dev.jetcord.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** All benchmarks of this module. */
public final class Benchmarks {
    private static final String ALL = "dev\\.jetcord\\..*Benchmark\\..*";

    private Benchmarks() {}

    /** How all of them are run, without a word; the caller says how long. */
    public static ChainedOptionsBuilder options() {
        return new OptionsBuilder().include(ALL).verbosity(VerboseMode.SILENT).shouldFailOnError(true);
    }

    /**
     * Runs them.
     *
     * @throws RunnerException when one of them fails
     */
    public static Collection<RunResult> run(ChainedOptionsBuilder options) throws RunnerException {
        return new Runner(options.build()).run();
    }
}
