package dev.jetcord.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
        name = "bench",
        description =
                "Measure Jetcord and, in turns with it, what this machine can do without it; bench --help has more.")
final class BenchCommand implements Callable<Integer> {
    private final E2eProgram program;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    BenchCommand(Context context) {
        this.program = new E2eProgram(context, "dev.jetcord.e2e.bench.Bench");
    }

    @Override
    public Integer call() throws Exception {
        return program.run(arguments);
    }
}
