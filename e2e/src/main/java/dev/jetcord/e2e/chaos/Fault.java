package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;

/**
 * Something that goes wrong while events flow.
 *
 * @param name as it is named on the command line
 * @param description in a line
 * @param injection returns when it is over
 */
record Fault(String name, String description, Injection injection) {
    Fault {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(injection, "injection");
    }

    /** Does it. */
    @FunctionalInterface
    interface Injection {
        void into(WatchedFleet fleet) throws Exception;
    }
}
