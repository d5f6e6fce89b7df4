package dev.jetcord.sandbox.observation;

import java.util.Locale;

/** What is counted from the start of the sandbox. */
public enum Counter {
    CONNECTIONS,
    IDENTIFIES,
    IDENTIFIES_REFUSED,
    RESUMES,
    RESUMES_REFUSED,
    HEARTBEATS,
    DISPATCHES,
    SLOW_CLIENTS,
    INTERACTIONS,
    CALLBACKS,
    CALLBACKS_REJECTED,
    EDITS,
    FOLLOWUPS,
    DELETES,
    REST_REQUESTS,
    RATE_LIMITED,
    INVALID_REQUESTS,
    FAULTS_INJECTED;

    /** As the control API names it. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
