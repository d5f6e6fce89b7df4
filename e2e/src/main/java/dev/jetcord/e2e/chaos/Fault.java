package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Something that goes wrong while events flow.
 *
 * @param name as it is named on the command line
 * @param description in a line
 * @param setup the fleet that it meets
 * @param expectation what must hold
 * @param injection does it
 */
record Fault(String name, String description, Setup setup, Expectation expectation, Injection injection) {
    Fault {
        requireNonNull(name, "name");
        requireNonNull(description, "description");
        requireNonNull(setup, "setup");
        requireNonNull(expectation, "expectation");
        requireNonNull(injection, "injection");
    }

    /** What must hold besides that nothing is lost or doubled. */
    enum Expectation {
        /** Each guild's events are stored in the order of their versions. */
        IN_ORDER,
        /** Events that were in hand while NATS was away may be stored after later ones of their guild. */
        ANY_ORDER,
        /** Discord gives sessions up, and the bridges count and announce as many as the ledger does. */
        SESSIONS_LOST
    }

    /** Does it, and returns when it is over. */
    @FunctionalInterface
    interface Injection {
        /** Returns what was found wrong meanwhile, and what was measured, as lines to show. */
        Findings into(ChaosFleet fleet) throws Exception;
    }

    /** Does it, and finds nothing but what the judge will. */
    @FunctionalInterface
    interface Breaking {
        void into(ChaosFleet fleet) throws Exception;

        default Injection injection() {
            return fleet -> {
                into(fleet);
                return Findings.NONE;
            };
        }
    }

    /**
     * What an injection has seen itself.
     *
     * @param measured lines to show
     * @param wrong what is out of bounds
     */
    record Findings(List<String> measured, List<String> wrong) {
        static final Findings NONE = new Findings(List.of(), List.of());

        Findings {
            measured = List.copyOf(measured);
            wrong = List.copyOf(wrong);
        }
    }
}
