package dev.jetcord.launcher.nats;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.process.Commands;
import dev.jetcord.launcher.process.Folders;
import dev.jetcord.launcher.terminal.Steps;
import dev.jetcord.sandbox.nats.NatsServerBinary;
import dev.jetcord.sandbox.nats.NatsServerException;
import dev.jetcord.sandbox.nats.NatsServerLocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds a {@code nats-server}, or fetches one into the launcher's folder by the first way that works. Each step says what it
 * does; when none works, the failure lists why, and what a person can do.
 */
public final class NatsFinder {
    private final NatsServerLocator locator;
    private final List<NatsSupply> supplies;
    private final Path binFolder;
    private final Steps steps;

    NatsFinder(NatsServerLocator locator, List<NatsSupply> supplies, Path binFolder, Steps steps) {
        this.locator = requireNonNull(locator, "locator");
        this.supplies = List.copyOf(supplies);
        this.binFolder = requireNonNull(binFolder, "binFolder");
        this.steps = requireNonNull(steps, "steps");
    }

    /**
     * The ways of this machine, in the order in which they are tried.
     *
     * @param binFolder where fetched binaries are kept
     */
    public static NatsFinder ofThisMachine(
            Map<String, String> environment, Path binFolder, Commands commands, Steps steps) {
        var platform = Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"));
        return new NatsFinder(
                new NatsServerLocator(environment, binFolder),
                List.of(
                        new GoInstall(commands),
                        new ReleaseArchive(commands, new HttpDownload(), platform, ReleaseArchive.CHECKSUMS),
                        new DebianPackage(commands)),
                binFolder,
                steps);
    }

    /**
     * The server to use.
     *
     * @throws NatsServerException when there is none and none can be fetched
     */
    public NatsServerBinary find() throws InterruptedException {
        Optional<NatsServerBinary> present = locator.locate();
        return present.isPresent() ? present.get() : fetch();
    }

    private NatsServerBinary fetch() throws InterruptedException {
        var failures = new ArrayList<String>();
        for (NatsSupply supply : supplies) {
            Optional<String> obstacle = supply.obstacle();
            if (obstacle.isPresent()) {
                failures.add(supply.name() + ": " + obstacle.get());
                continue;
            }
            try {
                return steps.run(supply.name(), () -> install(supply));
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                failures.add(supply.name() + ": " + e.getMessage());
            }
        }
        throw new NatsServerException(advice(failures));
    }

    // Runs it before it is taken, and moves it in one step: what is in the folder works.
    private NatsServerBinary install(NatsSupply supply) throws IOException, InterruptedException {
        Files.createDirectories(binFolder);
        Path work = Files.createTempDirectory(binFolder, "fetch");
        try {
            Path fetched = supply.fetch(work);
            new NatsServerBinary(fetched).version();
            Path target = binFolder.resolve("nats-server");
            Files.move(fetched, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new NatsServerBinary(target);
        } finally {
            Folders.delete(work);
        }
    }

    private static String advice(List<String> failures) {
        return """
                no NATS server was found on this machine, and none could be fetched:
                  - %s
                What you can do, one of:
                  - install nats-server (apt install nats-server, brew install nats-server, or https://nats.io/download)
                    so that it is on the PATH
                  - set NATS_SERVER_BINARY to the path of a nats-server, 2.9 or newer
                  - set NATS_URL to the address of a NATS server with JetStream that runs already""".formatted(String.join("\n  - ", failures));
    }
}
