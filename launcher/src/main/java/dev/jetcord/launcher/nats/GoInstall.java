package dev.jetcord.launcher.nats;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.process.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a pinned release from source; Go checks it against its checksum database. */
final class GoInstall implements NatsSupply {
    private static final String RELEASE = "v2.15.2";
    private static final String MODULE = "github.com/nats-io/nats-server/v2@" + RELEASE;
    private static final Duration TIMEOUT = Duration.ofMinutes(10);
    private static final int SHOWN_LINES = 5;

    private final Commands commands;

    GoInstall(Commands commands) {
        this.commands = requireNonNull(commands, "commands");
    }

    @Override
    public String name() {
        return "go install nats-server " + RELEASE;
    }

    @Override
    public Optional<String> obstacle() {
        return commands.find("go").isPresent() ? Optional.empty() : Optional.of("Go is not installed");
    }

    @Override
    public Path fetch(Path workFolder) throws IOException, InterruptedException {
        var result = commands.run(
                List.of("go", "install", MODULE), Map.of("GOBIN", workFolder.toString()), workFolder, TIMEOUT);
        if (!result.succeeded()) {
            throw new IOException("go install failed: " + result.lastLines(SHOWN_LINES));
        }
        return workFolder.resolve("nats-server");
    }
}
