package dev.jetcord.launcher.nats;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.process.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's (and Ubuntu's) package, unpacked into our own folder: nothing is installed and no root is needed. apt's lists are
 * fetched into the work folder, since a fresh machine has none and only root may fetch the system's.
 */
public final class DebianPackage implements NatsSupply {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final int SHOWN_LINES = 5;

    private final Commands commands;

    public DebianPackage(Commands commands) {
        this.commands = requireNonNull(commands, "commands");
    }

    @Override
    public String name() {
        return "unpack Debian's package nats-server";
    }

    @Override
    public Optional<String> obstacle() {
        for (String program : List.of("apt-get", "dpkg-deb")) {
            if (commands.find(program).isEmpty()) {
                return Optional.of("no " + program + ": this is no Debian or Ubuntu");
            }
        }
        return Optional.empty();
    }

    @Override
    public Path fetch(Path workFolder) throws IOException, InterruptedException {
        Path lists = createFolder(workFolder.resolve("lists"), "partial");
        Path cache = createFolder(workFolder.resolve("cache"), "archives/partial");
        List<String> ownFolders = List.of(
                "-o", "Dir::State::lists=" + lists,
                "-o", "Dir::Cache=" + cache,
                "-o", "Debug::NoLocking=true",
                // As root, apt would change to a user who may not write to our folder.
                "-o", "APT::Sandbox::User=" + System.getProperty("user.name"));
        run(workFolder, apt(ownFolders, "update", "-qq"));
        run(workFolder, apt(ownFolders, "download", "-qq", "nats-server"));
        run(workFolder, List.of("dpkg-deb", "-x", download(workFolder).toString(), "unpacked"));
        return Stream.of("usr/sbin/nats-server", "usr/bin/nats-server")
                .map(workFolder.resolve("unpacked")::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IOException("the package nats-server has no program nats-server"));
    }

    // apt writes into these only when they are there.
    private static Path createFolder(Path folder, String inner) throws IOException {
        Files.createDirectories(folder.resolve(inner));
        return folder;
    }

    private static List<String> apt(List<String> options, String... arguments) {
        var command = new ArrayList<String>();
        command.add("apt-get");
        command.addAll(options);
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path download(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("apt-get download has left no package"));
        }
    }

    private void run(Path folder, List<String> command) throws IOException, InterruptedException {
        var result = commands.run(command, Map.of("LC_ALL", "C"), folder, TIMEOUT);
        if (!result.succeeded()) {
            throw new IOException(command.getFirst() + " failed: " + result.lastLines(SHOWN_LINES));
        }
    }
}
