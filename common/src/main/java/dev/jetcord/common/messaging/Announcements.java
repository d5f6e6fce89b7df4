package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import io.nats.client.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker tells whoever listens just now, on core NATS: kept nowhere, and missed by whoever does not listen. That it
 * could not be told is no failure of what it tells of. Thread-safe; does not wait.
 */
public final class Announcements {
    private static final Logger log = LoggerFactory.getLogger(Announcements.class);
    private static final byte[] NOTHING = {};

    private final Connection connection;

    public Announcements(NatsConnection nats) {
        this.connection = requireNonNull(nats, "nats").connection();
    }

    /** Discord has a first response to the interaction: it needs no rescue. */
    public void acknowledged(Snowflake interaction) {
        try {
            connection.publish(Subjects.acknowledged(interaction), NOTHING);
        } catch (IllegalStateException unreachable) {
            // Closed, or cut off for so long that the client's buffer is full.
            log.debug("interaction {} was acknowledged, which could not be announced", interaction, unreachable);
        }
    }
}
