package dev.jetcord.eligibility.sync;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.Answers.SyncProgress;
import dev.jetcord.common.eligibility.Questions.SyncStart;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.audit.AuditTrail;
import dev.jetcord.eligibility.audit.AuditTrail.Action;
import dev.jetcord.eligibility.grant.RoleProblems;
import dev.jetcord.eligibility.refusal.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Begins syncs, by request and by time, and tells how they fare. Thread-safe. */
public final class Syncs {
    private static final int AT_ONCE = 50;

    private final Database database;
    private final SyncPublisher publisher;
    private final Duration interval;

    /** @param interval how often a guild is checked whole, unless it is asked for */
    public Syncs(Database database, SyncPublisher publisher, Duration interval) {
        this.database = requireNonNull(database, "database");
        this.publisher = requireNonNull(publisher, "publisher");
        this.interval = requireNonNull(interval, "interval");
    }

    /** Begins one, or tells of the one that runs. */
    public SyncProgress start(Handle handle, SyncStart asked) throws RefusedException {
        if (SyncStore.start(handle, asked.guildId(), Optional.of(asked))) {
            AuditTrail.add(
                    handle,
                    Action.SYNC_STARTED,
                    Optional.of(asked.guildId()),
                    Optional.of(asked.actorId()),
                    Optional.empty(),
                    "");
        } else {
            SyncStore.showTo(handle, asked);
        }
        return status(handle, asked.guildId());
    }

    /** How the guild's last one fares. */
    public SyncProgress status(Handle handle, Snowflake guild) throws RefusedException {
        return SyncStore.last(handle, guild)
                .orElseThrow(
                        () -> new RefusedException("This server was not checked whole yet. /eligibility sync does it."))
                .progress(RoleProblems.of(handle, guild));
    }

    /** Begins what is due, and publishes the messages of those that have none. Returns whether there may be more. */
    public boolean publish() throws Exception {
        // In a transaction of its own: whoever takes a message that is published below must find its sync.
        database.transaction(handle -> {
            SyncStore.startDue(handle, interval, AT_ONCE);
            return true;
        });
        return database.transaction(handle -> {
            List<SyncRow> silent = SyncStore.silent(handle, AT_ONCE);
            for (SyncRow sync : silent) {
                publisher.again(sync);
            }
            return silent.size() == AT_ONCE;
        });
    }

    /** Removes what is not needed any more. */
    public static void expire(Handle handle) {
        SyncStore.expire(handle);
    }
}
