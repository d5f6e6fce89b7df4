package dev.jetcord.common.operations;

import java.util.concurrent.atomic.AtomicReference;

/** The health of a part that is made after the operations endpoint. Thread-safe. */
public final class LateHealth implements Health {
    private final AtomicReference<Health> part;

    private LateHealth(Status until) {
        this.part = new AtomicReference<>(() -> until);
    }

    /** Unhealthy until the part is there: for readiness. */
    public static LateHealth unhealthyUntilSet() {
        return new LateHealth(Status.unhealthy("starting"));
    }

    /** Healthy until the part is there: for liveness, where waiting for a server is no reason to be restarted. */
    public static LateHealth healthyUntilSet() {
        return new LateHealth(new Status(true, "starting"));
    }

    public void set(Health health) {
        part.set(health);
    }

    @Override
    public Status check() {
        return part.get().check();
    }
}
