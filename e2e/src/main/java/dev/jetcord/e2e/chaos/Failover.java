package dev.jetcord.e2e.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.chaos.Fault.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How soon the shards of a bridge that goes are another's. */
final class Failover {
    private static final Duration AFTER_A_KILL = Duration.ofSeconds(10);
    private static final Duration AFTER_A_STOP = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final double MILLIS = 1000;

    private Failover() {}

    /** Kills a bridge and stops one, each so many times, while NATS is well. */
    static Findings measure(ChaosFleet fleet, int turns) throws Exception {
        List<Duration> kills = new ArrayList<>();
        List<Duration> stops = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            kills.add(goes(fleet, turn, "KILL"));
            stops.add(goes(fleet, turn + 1, "TERM"));
        }
        List<String> wrong = new ArrayList<>();
        String killed = judge("killed", kills, AFTER_A_KILL, wrong);
        String stopped = judge("stopped", stops, AFTER_A_STOP, wrong);
        return new Findings(List.of(killed, stopped), wrong);
    }

    /** Returns the time from the signal until every shard that was the bridge's is resumed. */
    private static Duration goes(ChaosFleet fleet, int turn, String signal) throws Exception {
        Child bridge = fleet.bridges().get(turn % fleet.setup().bridges()).process();
        long resumed = resumes(fleet);
        int its = fleet.setup().shards() / fleet.setup().bridges();
        long start = System.nanoTime();
        bridge.signal(signal);
        fleet.await("other bridges to resume", LIMIT, () -> resumes(fleet) >= resumed + its && connected(fleet));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        bridge.exitCode();
        bridge.restart();
        Break.awaitReady(fleet);
        Break.breathe();
        return took;
    }

    private static long resumes(ChaosFleet fleet) throws Exception {
        return fleet.control("GET", "/statistics", "").path("resumes").asLong();
    }

    private static boolean connected(ChaosFleet fleet) throws Exception {
        Set<Integer> shards = new HashSet<>();
        for (JsonNode session : fleet.control("GET", "/sessions", "")) {
            if (session.path("state").asText().equals("connected")) {
                shards.add(session.path("shard").asInt());
            }
        }
        return shards.size() == fleet.setup().shards();
    }

    private static String judge(String what, List<Duration> times, Duration most, List<String> wrong) {
        List<Duration> sorted = times.stream().sorted().toList();
        Duration worst = sorted.getLast();
        String line = String.format(
                Locale.ROOT,
                "the shards of a bridge that was %s are resumed after %.2f s (median of %d), worst %.2f s",
                what,
                sorted.get(sorted.size() / 2).toMillis() / MILLIS,
                sorted.size(),
                worst.toMillis() / MILLIS);
        if (worst.compareTo(most) > 0) {
            wrong.add(line + ", more than " + most.toSeconds() + " s");
        }
        return line;
    }
}
