package dev.jetcord.bridge.publishing;

import java.time.Duration;

/** How the publishing of an event ended. */
public sealed interface Settlement {
    /**
     * JetStream has it.
     *
     * @param duplicate whether it had it before
     * @param took from the first attempt
     */
    record Stored(String stream, long sequence, boolean duplicate, Duration took) implements Settlement {}

    /** It can never be stored. The reason is a bounded set of words, fit for a label. */
    record Lost(String reason) implements Settlement {}
}
