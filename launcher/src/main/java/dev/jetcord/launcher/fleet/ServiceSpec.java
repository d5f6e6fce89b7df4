package dev.jetcord.launcher.fleet;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How one process of the fleet is started.
 *
 * @param command the program and its arguments
 * @param environment the whole environment of the process: it inherits nothing else. May hold secrets.
 * @param address where it answers, to show; empty for a process that ends by itself
 * @param readiness where to ask whether it is ready, see {@link Readiness}; empty for a process that ends by itself
 * @param stopBudget how long it may take to drain
 */
record ServiceSpec(
        String name,
        Layer layer,
        List<String> command,
        Map<String, String> environment,
        String address,
        String readiness,
        Duration stopBudget) {
    ServiceSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return name;
    }
}
