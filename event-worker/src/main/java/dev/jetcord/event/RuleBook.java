package dev.jetcord.event;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.RuleDependencies;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.event.directory.Rules;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which roles the rules of guilds depend on, as the eligibility worker says in its bucket. It is asked for a guild when one is
 * needed, and believed for a few seconds: a watch would say the same sooner, but may fall silent without a word, and a check
 * would then be missed. Thread-safe.
 */
final class RuleBook implements Rules {
    private static final Logger log = LoggerFactory.getLogger(RuleBook.class);
    private static final Duration BELIEVED = Duration.ofSeconds(2);
    private static final Duration LIST_BELIEVED = Duration.ofSeconds(10);
    private static final int MOST = 20_000;

    private final Bucket opener;
    private volatile @Nullable KeyValueBucket bucket;
    private final Map<Long, Entry> entries = new ConcurrentHashMap<>();
    private volatile Listed listed = new Listed(Set.of(), System.nanoTime() - LIST_BELIEVED.toNanos());

    /** @param opener used when it is asked: it may not have been provisioned yet */
    RuleBook(Bucket opener) {
        this.opener = requireNonNull(opener, "opener");
    }

    @Override
    public Map<Long, Set<Long>> of(Set<Long> guilds) throws IOException {
        long now = System.nanoTime();
        Map<Long, Set<Long>> found = new HashMap<>();
        for (long guild : guilds) {
            Entry entry = entries.get(guild);
            if (entry == null || now - entry.readAt() > BELIEVED.toNanos()) {
                entry = new Entry(read(guild), now);
                if (entries.size() >= MOST) {
                    entries.clear();
                }
                entries.put(guild, entry);
            }
            entry.roles().ifPresent(roles -> found.put(guild, roles));
        }
        return found;
    }

    /** The guilds that have rules, as of the last few seconds. */
    Set<Long> guilds() throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (now - listed.readAt() >= LIST_BELIEVED.toNanos()) {
            Set<Long> guilds = new TreeSet<>();
            for (String key : bucket().keys()) {
                try {
                    guilds.add(Snowflake.parse(key).value());
                } catch (IllegalArgumentException notAGuild) {
                    log.warn("bucket of rules: a key is no guild's id");
                }
            }
            listed = new Listed(guilds, now);
        }
        return listed.guilds();
    }

    private KeyValueBucket bucket() throws IOException {
        KeyValueBucket opened = bucket;
        if (opened == null) {
            opened = opener.open();
            bucket = opened;
        }
        return opened;
    }

    private Optional<Set<Long>> read(long guild) throws IOException {
        Optional<byte[]> value = bucket().get(RuleDependencies.key(new Snowflake(guild)));
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(RuleDependencies.decode(value.get()).roles().stream()
                    .map(Snowflake::value)
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (InvalidMessageException garbled) {
            // It has rules: a member who joins is checked, and the schedule of checks finds the rest.
            log.warn("what the rules of guild {} depend on cannot be read: {}", guild, garbled.getMessage());
            return Optional.of(Set.of());
        }
    }

    /** Opens the bucket. */
    @FunctionalInterface
    interface Bucket {
        KeyValueBucket open() throws IOException;
    }

    private record Entry(Optional<Set<Long>> roles, long readAt) {}

    private record Listed(Set<Long> guilds, long readAt) {
        private Listed {
            guilds = Set.copyOf(guilds);
        }
    }
}
