package dev.jetcord.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "nats",
        description = "Find or fetch the NATS server that up and test use, and print where it is.",
        mixinStandardHelpOptions = true)
final class NatsCommand implements Callable<Integer> {
    private final Context context;

    NatsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var binary = context.natsFinder().find();
        context.terminal().print(binary.path() + " (" + binary.version() + ")");
        return 0;
    }
}
