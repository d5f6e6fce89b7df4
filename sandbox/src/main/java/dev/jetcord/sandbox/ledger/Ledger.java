package dev.jetcord.sandbox.ledger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Every dispatch that the gateway sent or could not send, to be compared with what a client made of it. The oldest are
 * forgotten, and counted, when it is full. Thread-safe.
 */
public final class Ledger {

    private final int capacity;
    private final InstantSource clock;
    private final SessionRecord none = SessionRecord.none();
    private final Map<String, SessionRecord> sessions = new LinkedHashMap<>();
    private final List<Page> pages = new ArrayList<>();
    private long lastNumber;
    private long forgotten;

    /**
     * An empty ledger.
     *
     * @param capacity entries to keep; rounded up to whole pages
     */
    public Ledger(int capacity, InstantSource clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** The number of a new event, which each session that gets it notes. */
    public synchronized long nextNumber() {
        return ++lastNumber;
    }

    public synchronized SessionRecord open(String session, int shard, int shardCount) {
        SessionRecord opened = SessionRecord.opened(session, shard, shardCount, clock.instant());
        sessions.put(session, opened);
        return opened;
    }

    /** A dispatch was given its place in a session. */
    public void note(
            SessionRecord session,
            long sequence,
            long number,
            String event,
            OptionalLong guild,
            OptionalLong interaction) {
        session.numbered(sequence);
        append(new Entry(number, clock.millis(), session, sequence, event, guild, interaction));
    }

    /** No session served the event's shard. Before the first session there is nobody who could miss anything. */
    public synchronized void noteUnserved(long number, String event, OptionalLong guild, OptionalLong interaction) {
        if (!sessions.isEmpty()) {
            append(new Entry(number, clock.millis(), none, 0, event, guild, interaction));
        }
    }

    /** A RESUME of a session that is no more. */
    public synchronized void refused(String session, long last) {
        SessionRecord known = sessions.get(session);
        if (known != null) {
            known.refused(last, Fate.LOST_ENDED);
        }
    }

    private synchronized void append(Entry entry) {
        if (pages.isEmpty() || pages.getLast().full()) {
            if (pages.size() * (long) Page.ENTRIES >= capacity) {
                forgotten += pages.removeFirst().size();
            }
            pages.add(new Page());
        }
        pages.getLast().add(entry);
    }

    /** One page up to where it is filled now. */
    private record Part(Page page, int size) {}

    private synchronized List<Part> parts() {
        return pages.stream().map(page -> new Part(page, page.size())).toList();
    }

    private Stream<Entry> after(long number) {
        return parts().stream()
                .flatMap(part -> IntStream.range(0, part.size())
                        .mapToObj(index -> part.page().entry(index)))
                .filter(entry -> entry.number() > number);
    }

    /** The entries of the events after a number, in the order in which they were noted, with their fates as they are read. */
    public Stream<ObjectNode> entries(long after) {
        return after(after).map(Entry::toJson);
    }

    /**
     * Counts over the events after a number: entries by fate, events by name, and how many events no session could have
     * seen. An event that one session lost and another one saw is not lost.
     */
    public ObjectNode summary(long after) {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        Map<String, Long> events = new TreeMap<>();
        BitSet all = new BitSet();
        BitSet seen = new BitSet();
        after(after).forEach(entry -> {
            Fate fate = entry.fate();
            fates.merge(fate, 1L, Long::sum);
            int index = (int) (entry.number() - after);
            if (!all.get(index)) {
                all.set(index);
                events.merge(entry.event(), 1L, Long::sum);
            }
            if (!fate.lost()) {
                seen.set(index);
            }
        });
        ObjectNode json =
                Json.object().put("events", all.cardinality()).put("lost", all.cardinality() - seen.cardinality());
        synchronized (this) {
            json.put("last_number", lastNumber).put("forgotten_entries", forgotten);
        }
        ObjectNode byFate = json.putObject("entries_by_fate");
        for (Fate fate : Fate.values()) {
            byFate.put(fate.key(), fates.getOrDefault(fate, 0L));
        }
        ObjectNode byName = json.putObject("events_by_name");
        events.forEach(byName::put);
        var list = json.putArray("sessions");
        records().forEach(record -> list.add(record.toJson()));
        return json;
    }

    private synchronized Collection<SessionRecord> records() {
        return List.copyOf(sessions.values());
    }
}
