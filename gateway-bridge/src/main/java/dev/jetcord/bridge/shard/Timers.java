package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.session.ShardTimer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** When each of a shard's timers is due, by a clock that never runs backwards. Not thread-safe. */
final class Timers {
    private final Map<ShardTimer, Duration> due = new EnumMap<>(ShardTimer.class);

    /** Sets a timer, or sets it anew. */
    void schedule(ShardTimer timer, Duration at) {
        due.put(timer, at);
    }

    void cancel(ShardTimer timer) {
        due.remove(timer);
    }

    /** How long until the next is due: from zero to {@code most}. */
    Duration untilNext(Duration now, Duration most) {
        Duration wait = most;
        for (Duration at : due.values()) {
            Duration left = at.minus(now);
            wait = left.compareTo(wait) < 0 ? left : wait;
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Takes those that are due: they are then set no more. */
    List<ShardTimer> takeDue(Duration now) {
        List<ShardTimer> taken = due.entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(now) <= 0)
                .map(Map.Entry::getKey)
                .toList();
        taken.forEach(due::remove);
        return taken;
    }
}
