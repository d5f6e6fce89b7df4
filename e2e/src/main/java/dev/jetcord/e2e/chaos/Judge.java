package dev.jetcord.e2e.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.wire.Version;
import dev.jetcord.e2e.chaos.Verdict.Sessions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Holds the sandbox's ledger against what the streams have. */
final class Judge {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOST = "lost";
    // It ends a replay and is never replayed itself: one that a broken socket swallowed is nobody's loss.
    private static final String RESUMED = "RESUMED";

    private Judge() {}

    /** What is sent from here on is looked at. */
    static Beginning begin(ChaosFleet fleet) throws Exception {
        return new Beginning(
                fleet.control("GET", "/ledger/summary", "").path("last_number").asLong(),
                StoredEvent.lastSequences(fleet));
    }

    /** Whether everything that was sent has reached a socket. */
    static boolean isDelivered(ChaosFleet fleet, Beginning beginning) throws Exception {
        return fleet.control("GET", "/ledger/summary?after=" + beginning.ledgerNumber(), "")
                        .at("/entries_by_fate/buffered")
                        .asLong()
                == 0;
    }

    /** Judges what came after the beginning. Nothing more may be under way. */
    static Verdict judge(ChaosFleet fleet, Beginning beginning) throws Exception {
        List<StoredEvent> stored = StoredEvent.after(fleet, beginning.sequences());
        var ids = new HashSet<String>();
        long copies = 0;
        for (StoredEvent event : stored) {
            copies += ids.add(event.id()) ? 0 : 1;
        }
        Map<Long, Set<String>> seen = new HashMap<>();
        Set<Long> unseen = new HashSet<>();
        for (Entry entry : ledger(fleet, beginning)) {
            if (entry.isLost()) {
                unseen.add(entry.number());
            } else {
                // Nearly all have one id: a set that can grow would cost more than all the rest.
                seen.merge(entry.number(), Set.of(entry.messageId()), Judge::union);
            }
        }
        unseen.removeAll(seen.keySet());
        long found = 0;
        for (Set<String> names : seen.values()) {
            long hits = names.stream().filter(ids::contains).count();
            found += Math.min(hits, 1);
            copies += Math.max(hits - 1, 0);
        }
        return new Verdict(
                seen.size(),
                found,
                unseen.size(),
                copies,
                outOfOrder(stored),
                longestGap(stored),
                sessions(fleet, stored));
    }

    private static Sessions sessions(ChaosFleet fleet, List<StoredEvent> stored) throws Exception {
        JsonNode sessions = fleet.control("GET", "/ledger/summary", "").path("sessions");
        long byLedger = 0;
        for (JsonNode session : sessions) {
            byLedger += session.path("end").isTextual() ? 1 : 0;
        }
        long counted = 0;
        for (BridgeProcess bridge : fleet.bridges()) {
            counted += (long) bridge.metric("jetcord_gateway_sessions_lost_total");
        }
        return new Sessions(
                (long) sessions.size() - fleet.setup().shards(),
                byLedger,
                counted,
                stored.stream().filter(StoredEvent::isLoss).count());
    }

    private static Set<String> union(Set<String> left, Set<String> right) {
        var both = new HashSet<>(left);
        both.addAll(right);
        return both;
    }

    private static List<Entry> ledger(ChaosFleet fleet, Beginning beginning) throws Exception {
        if (fleet.control("GET", "/ledger/summary", "")
                        .path("forgotten_entries")
                        .asLong()
                > 0) {
            throw new IOException("the ledger was full and has forgotten entries: send less, or for a shorter time");
        }
        var entries = new ArrayList<Entry>();
        try (Stream<String> lines = fleet.controlLines("/ledger?after=" + beginning.ledgerNumber())) {
            for (Iterator<String> line = lines.iterator(); line.hasNext(); ) {
                JsonNode entry = JSON.readTree(line.next());
                if (!entry.path("event").asText().equals(RESUMED)) {
                    entries.add(new Entry(
                            entry.path("number").asLong(),
                            entry.path("message_id").asText(),
                            entry.path("fate").asText().startsWith(LOST)));
                }
            }
        }
        return entries;
    }

    private static long outOfOrder(List<StoredEvent> stored) {
        Map<String, Version> latest = new HashMap<>();
        long count = 0;
        for (StoredEvent event : stored) {
            if (event.guild().isEmpty()) {
                // It may come from any shard, and versions of two shards have no order.
                continue;
            }
            // Interactions are in a stream of their own, whose place among the others is not known.
            String key = event.stream() + ' ' + event.guild();
            Version before = latest.get(key);
            if (before != null && before.compareTo(event.version()) > 0) {
                count++;
            } else {
                latest.put(key, event.version());
            }
        }
        return count;
    }

    private static Duration longestGap(List<StoredEvent> stored) {
        List<StoredEvent> inTime = stored.stream()
                .sorted((left, right) -> left.storedAt().compareTo(right.storedAt()))
                .toList();
        Duration longest = Duration.ZERO;
        for (int index = 1; index < inTime.size(); index++) {
            Duration gap = Duration.between(
                    inTime.get(index - 1).storedAt(), inTime.get(index).storedAt());
            longest = gap.compareTo(longest) > 0 ? gap : longest;
        }
        return longest;
    }

    /** What the judge needs of a line of the ledger, of which a scenario of ten minutes has a million. */
    private record Entry(long number, String messageId, boolean isLost) {}

    /**
     * Where the ledger and the streams stood.
     *
     * @param sequences the last one of each stream
     */
    record Beginning(long ledgerNumber, Map<String, Long> sequences) {
        Beginning {
            sequences = Map.copyOf(sequences);
        }
    }
}
