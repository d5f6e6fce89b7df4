package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.benchmarks.Benchmarks;
import dev.jetcord.launcher.fleet.Installation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;

/** What is done for each event within a process, by JMH in JVMs of its own with a service's flags. */
final class MicroScenario implements Scenario {
    private static final int WARM_UPS = 3;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Installation installation;

    MicroScenario(Installation installation) {
        this.installation = requireNonNull(installation, "installation");
    }

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public String description() {
        return "what is done for each event within a process: time, and bytes allocated";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        TimeValue second = TimeValue.seconds(1);
        try {
            Collection<RunResult> results = Benchmarks.run(Benchmarks.options()
                    .forks(1)
                    .jvmArgs(installation.jvmFlags().toArray(String[]::new))
                    .mode(Mode.AverageTime)
                    .timeUnit(TimeUnit.MICROSECONDS)
                    .warmupIterations(WARM_UPS)
                    .warmupTime(second)
                    .measurementIterations(effort.rounds())
                    .measurementTime(second)
                    .addProfiler(GCProfiler.class));
            var figures = new ArrayList<Figure>();
            results.forEach(result -> {
                figures.add(time(result));
                figures.add(allocated(result));
            });
            return figures;
        } catch (RunnerException failed) {
            throw new UnmeasurableException("a benchmark failed: " + failed.getMessage());
        }
    }

    private static Figure time(RunResult result) {
        return figure(
                result,
                "",
                "us",
                iterations(result).map(one -> one.getPrimaryResult().getScore()).toList());
    }

    private static Figure allocated(RunResult result) {
        return figure(
                result,
                ", allocated",
                "bytes",
                iterations(result).map(MicroScenario::allocated).toList());
    }

    // Its name has a prefix in some versions.
    private static double allocated(IterationResult iteration) {
        String key = iteration.getSecondaryResults().keySet().stream()
                .filter(name -> name.endsWith(ALLOCATED))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH has counted no allocation"));
        return requireNonNull(iteration.getSecondaryResults().get(key), key).getScore();
    }

    private static Stream<IterationResult> iterations(RunResult result) {
        return result.getBenchmarkResults().stream().flatMap(fork -> fork.getIterationResults().stream());
    }

    private static Figure figure(RunResult result, String of, String unit, List<Double> values) {
        return new Figure(name(result.getParams()) + of, unit, Spread.of(values), Optional.empty(), Gate.NONE);
    }

    /** As in {@code InflateBenchmark.zlib, bytes 300}. */
    private static String name(BenchmarkParams parameters) {
        String[] path = parameters.getBenchmark().split("\\.", -1);
        return path[path.length - 2].replace("Benchmark", "")
                + '.'
                + path[path.length - 1]
                + parameters.getParamsKeys().stream()
                        .sorted()
                        .map(key -> ", " + key + ' ' + parameters.getParam(key))
                        .collect(Collectors.joining());
    }
}
