package dev.jetcord.sandbox.ledger;

import java.util.OptionalLong;

/**
 * A fixed number of entries in columns: about 50 bytes each, where an object each would take three times that. Not
 * thread-safe: the ledger's lock guards what is written, and what is below {@link #size} never changes.
 */
final class Page {

    static final int ENTRIES = 8192;

    private static final long ABSENT = Long.MIN_VALUE;

    private final SessionRecord[] sessions = new SessionRecord[ENTRIES];
    private final String[] events = new String[ENTRIES];
    private final long[] numbers = new long[ENTRIES];
    private final long[] sequences = new long[ENTRIES];
    private final long[] guilds = new long[ENTRIES];
    private final long[] interactions = new long[ENTRIES];
    private final long[] times = new long[ENTRIES];
    private int size;

    boolean full() {
        return size == ENTRIES;
    }

    int size() {
        return size;
    }

    void add(Entry entry) {
        sessions[size] = entry.session();
        events[size] = entry.event();
        numbers[size] = entry.number();
        sequences[size] = entry.sequence();
        guilds[size] = entry.guild().orElse(ABSENT);
        interactions[size] = entry.interaction().orElse(ABSENT);
        times[size] = entry.atMillis();
        size++;
    }

    Entry entry(int index) {
        return new Entry(
                numbers[index],
                times[index],
                sessions[index],
                sequences[index],
                events[index],
                optional(guilds[index]),
                optional(interactions[index]));
    }

    private static OptionalLong optional(long value) {
        return value == ABSENT ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
