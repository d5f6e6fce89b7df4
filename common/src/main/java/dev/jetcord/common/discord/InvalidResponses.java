package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The answers of one process that count towards Discord's ban of an address: 401, 403, and 429 of a limit that is not shared
 * (Discord, "Rate Limits", "Invalid Request Limit"). Thread-safe.
 */
public final class InvalidResponses {
    private final AtomicInteger unreported = new AtomicInteger();
    private final Counter counter;

    InvalidResponses(MeterRegistry registry) {
        this.counter = Counter.builder("jetcord.discord.invalid.responses")
                .description(
                        "Answers that count towards Discord's ban: 401, 403, and 429 of a limit that is not shared")
                .register(requireNonNull(registry, "registry"));
    }

    void answered(int status, String scope) {
        if (status == 401 || status == 403 || (status == 429 && !scope.equals("shared"))) {
            counter.increment();
            unreported.incrementAndGet();
        }
    }

    /** How many there were since the last call. */
    int drain() {
        return unreported.getAndSet(0);
    }

    /** Gives back what could not be reported. */
    void undrain(int count) {
        unreported.addAndGet(count);
    }
}
