package dev.jetcord.sandbox.chain;

import java.time.Duration;

/**
 * What is wrong with a chain's endpoint.
 *
 * @param latency before each answer
 */
public record ChainFaults(Mode mode, Duration latency) {
    public static final ChainFaults NONE = new ChainFaults(Mode.NONE, Duration.ZERO);

    /** How it answers. */
    public enum Mode {
        /** As it should. */
        NONE,
        /** HTTP status 503. */
        CUT,
        /** An error of JSON-RPC to each call. */
        ERROR,
        /** JSON that is no JSON-RPC. */
        GARBAGE,
        /** As it should, but with another chain's id. */
        OTHER_CHAIN
    }

    public ChainFaults {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("a latency is not negative");
        }
    }
}
