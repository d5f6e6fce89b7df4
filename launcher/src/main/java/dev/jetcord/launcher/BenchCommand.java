package dev.jetcord.launcher;

import dev.jetcord.launcher.fleet.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

@Command(
        name = "bench",
        description =
                "Measure Jetcord and, in turns with it, what this machine can do without it. Its own options: bench --help")
final class BenchCommand implements Callable<Integer> {
    private static final String MODULE = "e2e";
    private static final String HEAP = "-Xmx1g";

    private final Context context;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    BenchCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        var binary = context.natsFinder().find();
        var installation = Installation.ofThisLauncher(context.libraries(), HEAP);
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(installation.jvmFlags());
        command.addAll(List.of(
                "-Dlogback.configurationFile=quiet-logback.xml",
                "-jar",
                installation.jar(MODULE).toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("NATS_SERVER_BINARY", binary.path().toString());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-bench"));
        return process.waitFor();
    }
}
