package dev.jetcord.command.examples;

import dev.jetcord.common.wire.Snowflake;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What the documented commands stand on. */
final class ExampleWorld {
    private ExampleWorld() {}

    /** Rolls the same each time. */
    static final class Roller {
        String roll(long dice, long sides) {
            return Long.toString(dice * sides);
        }
    }

    static final class Songs {
        Stream<String> startingWith(String typed) {
            return Stream.of("Fair Winds", "Fairlead", "Long Haul").filter(song -> song.startsWith(typed));
        }
    }

    /** Does nothing twice that comes under the same id. */
    static final class ShoppingList {
        private final Map<Snowflake, String> entries = new LinkedHashMap<>();

        synchronized void add(Snowflake id, String what) {
            entries.put(id, what);
        }

        synchronized void clear() {
            entries.clear();
        }

        synchronized String text() {
            return entries.isEmpty() ? "Nothing yet." : String.join(", ", entries.values());
        }
    }

    /** Busy when it is asked for the first time. */
    static final class Prices {
        private final AtomicInteger asked = new AtomicInteger();

        Optional<String> of(String what) {
            return asked.incrementAndGet() == 1 ? Optional.empty() : Optional.of(what + ": 42");
        }
    }
}
