package dev.jetcord.bridge.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.bridge.loop.Loop;
import dev.jetcord.common.messaging.KeyValueBucket;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which events are stored, as it was asked for last, whichever bridge was asked: it stands in the shards' bucket and is read
 * every few seconds. What is not stored counts as done. Interactions, and what begins and resumes a session, always are.
 * Thread-safe; one thread of its own.
 */
public final class EventFilter implements AutoCloseable {
    static final String KEY = "events";

    private static final Logger log = LoggerFactory.getLogger(EventFilter.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Set<String> ALWAYS = Set.of("INTERACTION_CREATE", "READY", "RESUMED");

    private final KeyValueBucket shards;
    private final Loop loop = Loop.of("event-filter", this::look);
    private volatile Lists lists = Lists.NONE;

    private EventFilter(KeyValueBucket shards) {
        this.shards = shards;
    }

    /** Begins to look. Until the first look is over, everything is stored. */
    public static EventFilter start(KeyValueBucket shards) {
        EventFilter filter = new EventFilter(shards);
        filter.loop.start();
        return filter;
    }

    /** Whether an event is stored. */
    public boolean passes(String event) {
        return ALWAYS.contains(event) || lists.pass(event);
    }

    @Override
    public void close() {
        loop.close();
    }

    private Duration look() {
        try {
            Optional<byte[]> value = shards.get(KEY);
            Lists now = value.isPresent() ? Lists.read(Asked.JSON.readTree(value.get())) : Lists.NONE;
            if (!now.equals(lists)) {
                log.info("events that are stored from now on: {}", now);
                lists = now;
            }
        } catch (IOException unanswered) {
            log.debug("the lists of events cannot be read now", unanswered);
        } catch (IllegalArgumentException refused) {
            log.warn("the lists of events are ignored: {}", refused.getMessage());
        }
        return BETWEEN_LOOKS;
    }

    /**
     * Discord's names of events.
     *
     * @param allow only these are stored; empty for all
     * @param deny these are not
     */
    record Lists(Set<String> allow, Set<String> deny) {
        static final Lists NONE = new Lists(Set.of(), Set.of());

        Lists {
            allow = Set.copyOf(allow);
            deny = Set.copyOf(deny);
        }

        /** @throws IllegalArgumentException when a list holds what is no name of an event */
        static Lists read(JsonNode json) {
            return new Lists(names(json.path("allow")), names(json.path("deny")));
        }

        boolean pass(String event) {
            return (allow.isEmpty() || allow.contains(event)) && !deny.contains(event);
        }

        private static Set<String> names(JsonNode list) {
            Set<String> names = new HashSet<>();
            for (JsonNode name : list) {
                if (!name.asText().matches("[A-Z_]{1,64}")) {
                    throw new IllegalArgumentException(
                            "allow and deny are lists of Discord's names of events, such as TYPING_START");
                }
                names.add(name.asText());
            }
            return names;
        }
    }
}
