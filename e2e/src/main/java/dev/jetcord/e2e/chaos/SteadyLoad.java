package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.chaos.Judge.Beginning;
import dev.jetcord.launcher.fleet.Services;
import java.time.Duration;
import java.util.Optional;

/** Events from the sandbox at a steady rate, and the wait until all of them are where they belong. Not thread-safe. */
final class SteadyLoad {
    private static final int GUILDS = 100;
    private static final Duration BEFORE_AND_AFTER = Duration.ofSeconds(2);
    private static final Duration SETTLE = Duration.ofMinutes(2);

    private final WatchedFleet watched;
    private final int rate;
    private Optional<Beginning> beginning = Optional.empty();

    /**
     * Loads one fleet.
     *
     * @param rate events a second
     */
    SteadyLoad(WatchedFleet watched, int rate) {
        this.watched = requireNonNull(watched, "watched");
        this.rate = rate;
    }

    /** Begins, and returns when the load has run for a moment. */
    Beginning begin() throws Exception {
        var fleet = watched.fleet();
        if (fleet.control("GET", "/guilds", "").size() < GUILDS) {
            fleet.control("POST", "/guilds", "{\"count\":" + GUILDS + "}");
        }
        Beginning now = Judge.begin(fleet);
        beginning = Optional.of(now);
        fleet.control("PUT", "/load", "{\"events_per_second\":%d,\"guilds\":%d}".formatted(rate, GUILDS));
        Thread.sleep(BEFORE_AND_AFTER);
        return now;
    }

    /** Ends after a moment, and returns when everything that was sent is stored, as far as the bridge knows. */
    void endAndSettle() throws Exception {
        var fleet = watched.fleet();
        Beginning began = beginning.orElseThrow();
        Thread.sleep(BEFORE_AND_AFTER);
        fleet.control("DELETE", "/load", "");
        watched.await(
                "every event to be delivered and stored",
                SETTLE,
                () -> watched.isReady()
                        && Judge.isDelivered(fleet, began)
                        && fleet.metric(Services.BRIDGE, "jetcord_publish_in_hand_messages") == 0);
    }
}
