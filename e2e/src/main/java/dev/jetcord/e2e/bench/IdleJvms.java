package dev.jetcord.e2e.bench;

import dev.jetcord.launcher.fleet.Installation;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts {@link IdleJvm} as the services are started. */
final class IdleJvms {
    private IdleJvms() {}

    /** The process, not started yet. */
    static ProcessBuilder command(Installation installation, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(installation.jvmFlags());
        // The class path of the worker's jar is the libraries' that every service has.
        command.addAll(List.of(
                "-cp",
                installation.jar("e2e") + File.pathSeparator + installation.jar("command-worker"),
                IdleJvm.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
}
