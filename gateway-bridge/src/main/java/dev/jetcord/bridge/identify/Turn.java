package dev.jetcord.bridge.identify;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * The last turn to IDENTIFY that was taken in a bucket, by whichever bridge.
 *
 * @param state what became of it
 * @param revision of this state; at least 1
 * @param writtenAt by the server's clock
 */
record Turn(State state, long revision, Instant writtenAt) {
    Turn {
        requireNonNull(state, "state");
        requireNonNull(writtenAt, "writtenAt");
    }

    /** How long the bucket may then not be used by others. */
    enum State {
        /** Somebody is about to IDENTIFY. Should it die, or take longer, the bucket is free all the same. */
        HELD(Duration.ofSeconds(10)),
        /** Discord's 5 s (Discord, "Max Concurrency"), and a little for what lies between our clock and Discord's. */
        SENT(Duration.ofMillis(5_100)),
        /** It was given back unused. */
        FREE(Duration.ZERO);

        private final Duration blocks;

        State(Duration blocks) {
            this.blocks = blocks;
        }

        Duration blocks() {
            return blocks;
        }
    }
}
