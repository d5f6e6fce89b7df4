package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

/**
 * A process of a fleet, and how it is started again.
 *
 * @param process the one that was started from the specification
 */
record RunningService(ServiceSpec spec, Process process) {
    RunningService {
        requireNonNull(spec, "spec");
        requireNonNull(process, "process");
    }
}
