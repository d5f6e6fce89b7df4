package dev.jetcord.launcher.nats;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.process.Commands;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The release's archive from GitHub, unpacked only when it is the one whose checksum is written here. */
final class ReleaseArchive implements NatsSupply {
    static final String RELEASE = "v2.15.0";

    /** SHA-256 by platform, from the release's own SHA256SUMS; those for Linux also stand in NATS' official container images. */
    static final Map<String, String> CHECKSUMS = Map.of(
            "linux-amd64", "5d2c51caca950333aba84911df7d377f826f3a59ec36061c6539105084f65c92",
            "linux-arm64", "cdc208f5a3f42963a52b6ab06ef65626bb870315dc936e26ba571780c6351112",
            "darwin-amd64", "5bd8b59ca5bf93fab3da2c5843cf564cd6e2e291e22ae3b861746e7ebe259b95",
            "darwin-arm64", "e1c4e22d70bd44abfa0bcb3c16f7cf0c66f648c2e728c58924e8a1ce88913cc8");

    private static final String RELEASES = "https://github.com/nats-io/nats-server/releases/download/";
    private static final Duration UNPACK_TIMEOUT = Duration.ofMinutes(1);
    private static final int SHOWN_LINES = 5;
    private static final int BUFFER = 64 * 1024;

    private final Commands commands;
    private final Download download;
    private final Platform platform;
    private final Map<String, String> checksums;

    ReleaseArchive(Commands commands, Download download, Platform platform, Map<String, String> checksums) {
        this.commands = requireNonNull(commands, "commands");
        this.download = requireNonNull(download, "download");
        this.platform = requireNonNull(platform, "platform");
        this.checksums = Map.copyOf(checksums);
    }

    @Override
    public String name() {
        return "download nats-server " + RELEASE + " from GitHub";
    }

    @Override
    public Optional<String> obstacle() {
        if (!checksums.containsKey(platform.toString())) {
            return Optional.of("no checksum is known for " + platform);
        }
        return commands.find("tar").isPresent() ? Optional.empty() : Optional.of("tar is not installed");
    }

    @Override
    public Path fetch(Path workFolder) throws IOException, InterruptedException {
        String folder = "nats-server-" + RELEASE + "-" + platform;
        Path archive = workFolder.resolve(folder + ".tar.gz");
        download.fetch(URI.create(RELEASES + RELEASE + "/" + archive.getFileName()), archive);
        String expected = requireNonNull(checksums.get(platform.toString()), "checksum");
        String actual = sha256(archive);
        if (!actual.equals(expected)) {
            throw new IOException("the archive's SHA-256 is " + actual + ", but must be " + expected
                    + ": it is not what NATS released, and was not unpacked");
        }
        var result = commands.run(
                List.of("tar", "-xzf", archive.toString(), "-C", workFolder.toString()),
                Map.of(),
                workFolder,
                UNPACK_TIMEOUT);
        if (!result.succeeded()) {
            throw new IOException("the archive can't be unpacked: " + result.lastLines(SHOWN_LINES));
        }
        return workFolder.resolve(folder).resolve("nats-server");
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            int length = in.read(buffer);
            while (length >= 0) {
                digest.update(buffer, 0, length);
                length = in.read(buffer);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
