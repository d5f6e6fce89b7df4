package dev.jetcord.launcher;

import dev.jetcord.launcher.verify.SurefireTotals;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
        name = "test",
        description =
                "Run all tests, on a fresh machine too: fetches a NATS server where there is none, then ./mvnw -T 2 verify.",
        mixinStandardHelpOptions = true,
        footer = {"", "Further arguments go to Maven, such as -pl common or -Dtest=PartitionTest."})
final class TestCommand implements Callable<Integer> {
    private static final int NO_TEST_RAN = 1;

    private final Context context;

    @Unmatched
    private List<String> mavenArguments = new ArrayList<>();

    TestCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var binary = context.natsFinder().find();
        context.terminal().print("Tests run against nats-server " + binary.version() + " (" + binary.path() + ")");
        // Reports have whole seconds on some file systems.
        long start = System.currentTimeMillis() / 1_000 * 1_000;
        // Tests mostly wait, for servers and for each other: two modules
        // side by side still leave a processor time to spare.
        var command = new ArrayList<>(List.of(context.root().resolve("mvnw").toString(), "-B", "-T", "2", "verify"));
        command.addAll(mavenArguments);
        var builder =
                new ProcessBuilder(command).directory(context.root().toFile()).inheritIO();
        builder.environment().put("NATS_SERVER_BINARY", binary.path().toString());
        int exitCode = builder.start().waitFor();
        var totals = SurefireTotals.read(context.root(), start);
        totals.reasons().forEach(reason -> context.terminal().print("Left out: " + reason));
        context.terminal().print("All modules: ");
        context.terminal().print(totals.toString());
        if (totals.run() == 0) {
            context.terminal().warn("No test ran.");
        }
        return exitCode == 0 && totals.run() == 0 ? NO_TEST_RAN : exitCode;
    }
}
