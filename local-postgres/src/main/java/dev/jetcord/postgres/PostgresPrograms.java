package dev.jetcord.postgres;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of a PostgreSQL release, unpacked from the archive on the class path.
 *
 * @param folder with {@code bin}, {@code lib} and {@code share}
 */
public record PostgresPrograms(Path folder) {
    private static final int DIGEST_CHARACTERS = 12;

    public PostgresPrograms {
        requireNonNull(folder, "folder");
    }

    /**
     * Unpacks the programs, unless that was done before.
     *
     * @param parent where each release gets a folder of its own; safe to share between processes
     * @throws PostgresException when there are none for this machine, or they cannot be unpacked
     */
    public static PostgresPrograms unpack(Path parent) {
        String archive = archive();
        try {
            Path folder = parent.toAbsolutePath().resolve("postgres-" + digest(archive));
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(parent);
                // Another process may be unpacking the same: whoever is first gives the folder its name.
                Path draft = Files.createTempDirectory(parent, "postgres-unpacking-");
                extract(archive, draft);
                keep(draft, folder);
            }
            return new PostgresPrograms(folder);
        } catch (IOException failed) {
            throw new PostgresException(
                    "PostgreSQL cannot be unpacked into " + parent + ": " + failed.getMessage(), failed);
        }
    }

    /** The command that runs a program of the release: what comes before its arguments. */
    List<String> command(String program) {
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with the same files.
        if (isRoot()) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        return command;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String archive() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        String architecture = switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
        return "/postgres-" + system + '-' + architecture + ".txz";
    }

    private static InputStream open(String archive) {
        return Optional.ofNullable(PostgresPrograms.class.getResourceAsStream(archive))
                .orElseThrow(() -> new PostgresException("There are no PostgreSQL programs for this machine (" + archive
                        + " is not on the class path): start a server, and set DATABASE_URL to it"));
    }

    private static String digest(String archive) throws IOException {
        try (var in = new DigestInputStream(open(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, DIGEST_CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void extract(String archive, Path folder) throws IOException {
        Path log = folder.resolve("tar.log");
        Process tar = new ProcessBuilder("tar", "-x", "-C", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try (InputStream in = new XZInputStream(open(archive));
                OutputStream out = tar.getOutputStream()) {
            in.transferTo(out);
        }
        try {
            if (tar.waitFor() != 0) {
                throw new IOException("tar failed: " + Files.readString(log).strip());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while unpacking", interrupted);
        } finally {
            tar.destroyForcibly();
        }
    }

    private static void keep(Path draft, Path folder) throws IOException {
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException impossible) {
            throw impossible;
        } catch (IOException otherWasFirst) {
            Folders.delete(draft);
            if (!Files.isDirectory(folder)) {
                throw otherWasFirst;
            }
        }
    }
}
