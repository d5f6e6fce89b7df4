package dev.jetcord.launcher;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Installation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A program of module e2e, which the launcher runs in a JVM of its own, with a NATS server at hand. */
final class E2eProgram {
    private static final String MODULE = "e2e";
    private static final String HEAP = "-Xmx1g";

    private final Context context;
    private final String mainClass;

    E2eProgram(Context context, String mainClass) {
        this.context = requireNonNull(context, "context");
        this.mainClass = requireNonNull(mainClass, "mainClass");
    }

    /** Runs it to its end, and returns its exit code. */
    int run(List<String> arguments) throws IOException, InterruptedException {
        var binary = context.natsFinder().find();
        var installation = Installation.ofThisLauncher(context.libraries(), HEAP);
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(installation.jvmFlags());
        command.addAll(List.of(
                "-Dlogback.configurationFile=quiet-logback.xml",
                // It ends with us, also when we are killed.
                "-Djetcord.launcher=" + ProcessHandle.current().pid(),
                "-cp",
                installation.jar(MODULE).toString(),
                mainClass));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("NATS_SERVER_BINARY", binary.path().toString());
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "stop-" + MODULE));
        return process.waitFor();
    }
}
