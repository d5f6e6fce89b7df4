package dev.jetcord.eligibility.rulebook;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.RuleDependencies;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Keeps bucket {@code rules} in step with the database. A change of rules leaves a mark in its own transaction, and the mark goes
 * when the bucket has been written: a crash between writes it again. At a start everything is written. Thread-safe.
 */
public final class DependencyBucket {
    private static final int AT_ONCE = 100;

    private final Database database;
    private final KeyValueBucket bucket;

    public DependencyBucket(Database database, KeyValueBucket bucket) {
        this.database = requireNonNull(database, "database");
        this.bucket = requireNonNull(bucket, "bucket");
    }

    /** Marks every guild, whatever the bucket holds. */
    public void markAll() throws Exception {
        database.transaction(handle -> {
            RuleStore.publishAll(handle);
            return true;
        });
    }

    /** Writes what is marked. Returns whether there may be more */
    public boolean write() throws Exception {
        return database.transaction(handle -> {
            List<Snowflake> guilds = RuleStore.unpublished(handle, AT_ONCE);
            for (Snowflake guild : guilds) {
                write(handle, guild);
            }
            return guilds.size() == AT_ONCE;
        });
    }

    private void write(Handle handle, Snowflake guild) throws IOException {
        List<StoredRule> rules =
                RuleStore.of(handle, guild).stream().filter(StoredRule::enabled).toList();
        String key = RuleDependencies.key(guild);
        if (rules.isEmpty()) {
            bucket.delete(key);
        } else {
            byte[] value = new RuleDependencies(RuleBook.dependencies(rules)).encode();
            Optional<byte[]> stands = bucket.get(key);
            if (stands.isEmpty() || !Arrays.equals(stands.get(), value)) {
                bucket.put(key, value);
            }
        }
        RuleStore.published(handle, guild);
    }
}
