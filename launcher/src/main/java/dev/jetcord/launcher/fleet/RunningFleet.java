package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A fleet that this launcher has started. */
public final class RunningFleet {
    private final Blueprint blueprint;
    private final List<RunningService> services;

    RunningFleet(Blueprint blueprint, List<RunningService> services) {
        this.blueprint = requireNonNull(blueprint, "blueprint");
        this.services = List.copyOf(services);
    }

    Blueprint blueprint() {
        return blueprint;
    }

    List<RunningService> services() {
        return services;
    }
}
