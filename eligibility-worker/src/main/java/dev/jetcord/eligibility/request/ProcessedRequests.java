package dev.jetcord.eligibility.request;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Lets each request that changes something have its effect once: its message id is unique in the transaction of the effect, and
 * the reply is kept beside it for the same request when it comes again. Thread-safe.
 */
public final class ProcessedRequests {
    private final Database database;

    public ProcessedRequests(Database database) {
        this.database = requireNonNull(database, "database");
    }

    /** What is done in the transaction; the reply's body. */
    @FunctionalInterface
    interface Effect {
        byte[] apply(Handle handle) throws Exception;
    }

    /** What was replied to this request before. */
    Optional<byte[]> reply(String messageId) throws Exception {
        return database.transaction(handle -> find(handle, messageId));
    }

    /** Has the effect, unless this request had it before; gives the reply in either case. An effect that throws leaves nothing. */
    byte[] once(String messageId, Snowflake user, Effect effect) throws Exception {
        return database.transaction(handle -> {
            boolean first = handle.createUpdate("""
                                    INSERT INTO processed (message_id, user_id, reply) VALUES (:id, :user, '')
                                    ON CONFLICT DO NOTHING
                                    """)
                            .bind("id", messageId)
                            .bind("user", user.value())
                            .execute()
                    == 1;
            if (!first) {
                return find(handle, messageId).orElseThrow();
            }
            byte[] reply = effect.apply(handle);
            handle.createUpdate("UPDATE processed SET reply = :reply WHERE message_id = :id")
                    .bind("reply", reply)
                    .bind("id", messageId)
                    .execute();
            return reply;
        });
    }

    /** Forgets what was replied to a user, but for the request that asks for it: replies show addresses. */
    static void forget(Handle handle, Snowflake user) {
        handle.createUpdate("DELETE FROM processed WHERE user_id = :user AND reply <> ''")
                .bind("user", user.value())
                .execute();
    }

    /** Removes what no redelivery can ask for any more. */
    public static void expire(Handle handle) {
        handle.execute("DELETE FROM processed WHERE processed_at < now() - interval '1 day'");
    }

    private static Optional<byte[]> find(Handle handle, String messageId) {
        return handle.createQuery("SELECT reply FROM processed WHERE message_id = :id")
                .bind("id", messageId)
                .mapTo(byte[].class)
                .findOne();
    }
}
