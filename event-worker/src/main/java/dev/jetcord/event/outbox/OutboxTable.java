package dev.jetcord.event.outbox;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Table {@code outbox}. Used within one transaction. */
public final class OutboxTable {
    private static final String ADD = """
            INSERT INTO outbox (stream, subject, message_id, type, guild_id, occurred_at, session, epoch, sequence,
                traceparent, body)
            VALUES (:stream, :subject, :id, :type, :guild, :at, :session, :epoch, :sequence, :traceparent, :body)
            """;

    private static final String OLDEST = """
            SELECT * FROM outbox WHERE stream = :stream ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
            """;

    private static final String REMOVE = "DELETE FROM outbox WHERE id = ANY (:ids)";

    private final Handle handle;

    public OutboxTable(Handle handle) {
        this.handle = requireNonNull(handle, "handle");
    }

    /** Adds messages; they are published once the transaction is committed. */
    public void add(Collection<OutgoingMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(ADD);
        for (OutgoingMessage message : messages) {
            EventEnvelope envelope = message.envelope();
            batch.bind("stream", message.stream())
                    .bind("subject", message.subject())
                    .bind("id", envelope.id())
                    .bind("type", envelope.type())
                    .bind("guild", envelope.guild().map(Snowflake::value).orElse(0L))
                    .bind("at", envelope.time())
                    .bind("session", envelope.session().orElse(null))
                    .bind("epoch", envelope.version().epoch())
                    .bind("sequence", envelope.version().sequence())
                    .bind("traceparent", envelope.traceparent().orElse(null))
                    .bind("body", message.body())
                    .add();
        }
        batch.execute();
    }

    /** The oldest messages to a stream that no other instance has in hand; until the end of the transaction they are ours. */
    List<Row> take(String stream, int limit) {
        return handle.createQuery(OLDEST)
                .bind("stream", stream)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    void remove(Collection<Long> ids) {
        handle.createUpdate(REMOVE).bindArray("ids", Long.class, ids).execute();
    }

    private static Row read(ResultSet row) throws SQLException {
        EventEnvelope envelope = new EventEnvelope(
                row.getString("message_id"),
                OutgoingMessage.SOURCE,
                row.getString("type"),
                row.getTimestamp("occurred_at").toInstant(),
                Optional.of(new Snowflake(row.getLong("guild_id"))),
                Optional.ofNullable(row.getString("session")),
                new Version(row.getLong("epoch"), row.getLong("sequence")),
                Optional.ofNullable(row.getString("traceparent")));
        return new Row(
                row.getLong("id"),
                new OutgoingMessage(
                        row.getString("stream"), row.getString("subject"), envelope, row.getString("body")));
    }

    /** A message and its place. */
    record Row(long id, OutgoingMessage message) {}
}
