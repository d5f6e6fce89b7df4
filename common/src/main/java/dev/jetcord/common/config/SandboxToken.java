package dev.jetcord.common.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.random.RandomGenerator;

/**
 * The token of the sandbox's bot: in the form of Discord's, whose first part is the application's id in base64, made at
 * random once and kept in a file readable by its owner only.
 */
public final class SandboxToken {
    // Discord's epoch, the first second of 2015, and the bits below a snowflake's time: its reference, "Snowflakes".
    private static final long DISCORD_EPOCH_MILLIS = 1_420_070_400_000L;
    private static final int TIME_SHIFT = 22;
    private static final int SECOND_PART_BYTES = 4;
    private static final int THIRD_PART_BYTES = 27;

    private final SecretFile file;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Keeps the token in the file.
     *
     * @param random must be cryptographically strong
     */
    public SandboxToken(Path file, InstantSource clock, RandomGenerator random) {
        this.file = new SecretFile(file);
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    /** The token, made now when there is none. */
    public String get() throws IOException {
        return file.get(this::generate);
    }

    private String generate() {
        long application = (clock.millis() - DISCORD_EPOCH_MILLIS) << TIME_SHIFT;
        String id = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Long.toString(application).getBytes(StandardCharsets.US_ASCII));
        return id + "." + SecretFile.randomText(SECOND_PART_BYTES, random) + "."
                + SecretFile.randomText(THIRD_PART_BYTES, random);
    }
}
