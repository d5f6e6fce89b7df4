package dev.jetcord.bridge.rescue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Things that become due unless they are settled first. Holds a bounded number.
 * Thread-safe.
 *
 * @param <K> what a thing is known by
 * @param <T> the thing
 */
final class Waiting<K, T> {
    private final int most;
    private final Map<K, Entry<K, T>> entries = new HashMap<>();
    private final PriorityQueue<Entry<K, T>> queue = new PriorityQueue<>(Comparator.comparing(Entry::due));

    Waiting(int most) {
        this.most = most;
    }

    /** Adds a thing; false where there is no room for it. */
    synchronized boolean add(K key, T thing, Duration due) {
        if (entries.size() >= most) {
            return false;
        }
        Entry<K, T> entry = new Entry<>(key, thing, due);
        if (entries.putIfAbsent(key, entry) == null) {
            queue.add(entry);
        }
        return true;
    }

    /** Takes a thing away, whenever it would be due. */
    synchronized Optional<T> settle(K key) {
        @Nullable Entry<K, T> entry = entries.remove(key);
        if (entry == null) {
            return Optional.empty();
        }
        queue.remove(entry);
        return Optional.of(entry.thing());
    }

    /** Takes those that are due. */
    synchronized List<T> takeDue(Duration now) {
        List<T> due = new ArrayList<>();
        for (Entry<K, T> next = queue.peek(); next != null && next.due().compareTo(now) <= 0; next = queue.peek()) {
            queue.remove();
            entries.remove(next.key());
            due.add(next.thing());
        }
        return due;
    }

    synchronized int size() {
        return entries.size();
    }

    private record Entry<K, T>(K key, T thing, Duration due) {}
}
