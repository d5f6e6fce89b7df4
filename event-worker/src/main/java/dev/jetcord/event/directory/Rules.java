package dev.jetcord.event.directory;

import java.util.Map;
import java.util.Set;

/** Which roles the rules of guilds depend on. Thread-safe; may block. */
@FunctionalInterface
public interface Rules {
    /** The guilds among those given that have rules, each with the roles that they depend on. */
    Map<Long, Set<Long>> of(Set<Long> guilds) throws Exception;
}
