package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The token of the sandbox's bot: in the form of Discord's, whose first part is the application's id in base64, made at
 * random once for a home and readable by its owner only.
 */
final class SandboxToken {
    // Discord's epoch, the first second of 2015, and the bits below a snowflake's time: its reference, "Snowflakes".
    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    private static final int SECOND_PART_BYTES = 4;
    private static final int THIRD_PART_BYTES = 27;

    private final Path file;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Keeps the token in the file.
     *
     * @param random must be cryptographically strong
     */
    SandboxToken(Path file, InstantSource clock, RandomGenerator random) {
        this.file = requireNonNull(file, "file");
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    /** The home's token, made now when there is none. */
    String get() throws IOException {
        try {
            Files.createDirectories(requireNonNull(file.getParent(), "a file in a folder"));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, generate());
        } catch (FileAlreadyExistsException _) {
            // Made by an earlier run.
        }
        return Files.readString(file).strip();
    }

    private String generate() {
        long application = (clock.millis() - DISCORD_EPOCH_MILLIS) << TIME_SHIFT;
        var base64 = Base64.getUrlEncoder().withoutPadding();
        String id = base64.encodeToString(Long.toString(application).getBytes(StandardCharsets.US_ASCII));
        return id + "." + base64.encodeToString(bytes(SECOND_PART_BYTES)) + "."
                + base64.encodeToString(bytes(THIRD_PART_BYTES));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
