package dev.jetcord.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
        name = "chaos",
        description =
                "Break a fleet under load, and compare what Discord sent with what is stored; chaos --help has more.")
final class ChaosCommand implements Callable<Integer> {
    private final E2eProgram program;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    ChaosCommand(Context context) {
        this.program = new E2eProgram(context, "dev.jetcord.e2e.chaos.Chaos");
    }

    @Override
    public Integer call() throws Exception {
        return program.run(arguments);
    }
}
