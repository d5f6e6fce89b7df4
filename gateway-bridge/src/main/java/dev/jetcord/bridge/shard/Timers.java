package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.session.ShardTimer;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** When each of a shard's timers is due, by a clock that never runs backwards. Not thread-safe. */
final class Timers {
    private static final Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Map<ShardTimer, Duration> due = new EnumMap<>(ShardTimer.class);
    /** No timer is due before this, so that asking costs nothing, as is done after every event. */
    private Duration earliest = NEVER;

    /** Sets a timer, or sets it anew. */
    void schedule(ShardTimer timer, Duration at) {
        due.put(timer, at);
        earliest = at.compareTo(earliest) < 0 ? at : earliest;
    }

    void cancel(ShardTimer timer) {
        due.remove(timer);
    }

    /** How long until the next is due: from zero to {@code most}. */
    Duration untilNext(Duration now, Duration most) {
        Duration end = now.plus(most);
        Duration until = end.compareTo(earliest) < 0 ? end : earliest;
        Duration wait = until.minus(now);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Takes those that are due: they are then set no more. */
    List<ShardTimer> takeDue(Duration now) {
        if (now.compareTo(earliest) < 0) {
            return List.of();
        }
        List<ShardTimer> taken = due.entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(now) <= 0)
                .map(Map.Entry::getKey)
                .toList();
        taken.forEach(due::remove);
        earliest = due.values().stream().min(Comparator.naturalOrder()).orElse(NEVER);
        return taken;
    }
}
