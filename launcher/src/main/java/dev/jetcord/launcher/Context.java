package dev.jetcord.launcher;

import dev.jetcord.launcher.fleet.FleetControl;
import dev.jetcord.launcher.fleet.Home;
import dev.jetcord.launcher.nats.NatsFinder;
import dev.jetcord.launcher.process.Commands;
import dev.jetcord.launcher.process.SystemCommands;
import dev.jetcord.launcher.terminal.Steps;
import dev.jetcord.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/**
 * What every command works with.
 *
 * @param root the checkout
 * @param libraries the folder of the launcher's own jar, with every service's
 * @param environment the user's; may hold secrets
 */
record Context(Path root, Path libraries, Map<String, String> environment, Terminal terminal) {
    Context {
        environment = Map.copyOf(environment);
    }

    Home home() {
        return new Home(Path.of(environment.getOrDefault(
                "JETCORD_HOME", root.resolve(".jetcord").toString())));
    }

    Steps steps() {
        return new Steps(terminal, InstantSource.system());
    }

    Commands commands() {
        return new SystemCommands(environment.getOrDefault("PATH", ""));
    }

    FleetControl fleet() {
        return new FleetControl(home(), terminal, steps(), commands(), InstantSource.system(), new SecureRandom());
    }

    /** Fetched programs belong to the checkout, whatever the home: a second fleet fetches nothing again. */
    Path programs() {
        return root.resolve(".jetcord/bin");
    }

    NatsFinder natsFinder() {
        return NatsFinder.ofThisMachine(environment, programs(), commands(), steps());
    }

    @Override
    public String toString() {
        return "launcher of " + root;
    }
}
