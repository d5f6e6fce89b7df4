package dev.jetcord.eligibility.rule;

import static java.util.Objects.requireNonNull;

/** A fact, or why it cannot be known at present. */
public sealed interface Answer<T> {
    /** What is so. */
    record Known<T>(T value) implements Answer<T> {
        public Known {
            requireNonNull(value, "value");
        }
    }

    /**
     * What could not be found out.
     *
     * @param reason words for people, without a full stop
     */
    record Unknown<T>(String reason) implements Answer<T> {
        public Unknown {
            requireNonNull(reason, "reason");
        }
    }
}
