package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.chaos.Judge.Beginning;
import java.time.Duration;
import java.util.Optional;

/** Events from the sandbox at a steady rate, and the wait until all of them are where they belong. Not thread-safe. */
final class SteadyLoad {
    /** Several for each shard. */
    private static final int GUILDS_PER_SHARD = 8;

    /** Longer than a session lives: one that nobody goes on with keeps its events until then. */
    private static final Duration SETTLE = Duration.ofMinutes(4);

    static final Duration USUAL_PAUSE = Duration.ofSeconds(2);

    private final ChaosFleet fleet;
    private final int rate;
    private final Duration pause;
    private Optional<Beginning> beginning = Optional.empty();

    /**
     * Loads one fleet.
     *
     * @param rate events a second
     * @param pause how long it runs before anything is broken, and after
     */
    SteadyLoad(ChaosFleet fleet, int rate, Duration pause) {
        this.fleet = requireNonNull(fleet, "fleet");
        this.rate = rate;
        this.pause = requireNonNull(pause, "pause");
    }

    /** Begins, and returns when the load has run for a moment. */
    Beginning begin() throws Exception {
        int guilds = fleet.setup().shards() * GUILDS_PER_SHARD;
        if (fleet.control("GET", "/guilds", "").size() < guilds) {
            fleet.control("POST", "/guilds", "{\"count\":" + guilds + "}");
        }
        Beginning now = Judge.begin(fleet);
        beginning = Optional.of(now);
        fleet.control("PUT", "/load", "{\"events_per_second\":%d,\"guilds\":%d}".formatted(rate, guilds));
        Thread.sleep(pause);
        return now;
    }

    /** Ends after a moment, and returns when everything that was sent is stored, as far as the bridge knows. */
    void endAndSettle() throws Exception {
        Beginning began = beginning.orElseThrow();
        Thread.sleep(pause);
        fleet.control("DELETE", "/load", "");
        fleet.await(
                "every event to be delivered and stored",
                SETTLE,
                () -> fleet.ready() && Judge.isDelivered(fleet, began) && nothingInHand());
    }

    private boolean nothingInHand() throws Exception {
        for (BridgeProcess bridge : fleet.bridges()) {
            if (bridge.metric("jetcord_publish_in_hand_messages") != 0) {
                return false;
            }
        }
        return true;
    }
}
