package dev.jetcord.e2e.chaos;

import dev.jetcord.bridge.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The bridge as it is packaged, but for its time of day, which is off by the milliseconds that a file names: how somebody sets
 * a machine's clock, without setting this one's.
 */
final class JumpingBridge {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private JumpingBridge() {}

    public static void main(String[] arguments) {
        Main.run(new JumpingClock(Path.of(arguments[0])));
    }

    private static final class JumpingClock implements InstantSource {
        private final Path file;
        private long lookedAt;
        private long offsetMillis;

        JumpingClock(Path file) {
            this.file = file;
            this.lookedAt = System.nanoTime() - BETWEEN_LOOKS.toNanos();
        }

        @Override
        public synchronized Instant instant() {
            if (System.nanoTime() - lookedAt >= BETWEEN_LOOKS.toNanos()) {
                lookedAt = System.nanoTime();
                look();
            }
            return Instant.now().plusMillis(offsetMillis);
        }

        private void look() {
            try {
                String text = Files.readString(file).strip();
                // Empty while it is being written.
                offsetMillis = text.isEmpty() ? offsetMillis : Long.parseLong(text);
            } catch (IOException gone) {
                throw new IllegalStateException("the clock's file cannot be read", gone);
            }
        }
    }
}
