package dev.jetcord.event.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryNews;
import dev.jetcord.common.eligibility.CheckRequest;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Snowflake;
import java.util.Optional;

/**
 * A message that an event causes.
 *
 * @param stream that it is published to
 */
public record OutgoingMessage(String stream, String subject, EventEnvelope envelope, String body) {
    static final String SOURCE = "/event-worker";
    private static final String CHECK_TYPE = "dev.jetcord.eligibility_check.v1";

    public OutgoingMessage {
        requireNonNull(stream, "stream");
        requireNonNull(subject, "subject");
        requireNonNull(envelope, "envelope");
        requireNonNull(body, "body");
    }

    /** News that an event has caused. */
    public static OutgoingMessage of(DirectoryNews news, EventEnvelope cause) {
        return new OutgoingMessage(
                Topology.EVENTS,
                news.subject(),
                derived(cause, news.suffix(), news.type(), news.guildId()),
                new String(news.encode(), UTF_8));
    }

    /** A check of a member that an event has caused. */
    public static OutgoingMessage of(CheckRequest check, EventEnvelope cause) {
        return new OutgoingMessage(
                Topology.ELIGIBILITY,
                check.subject(),
                derived(cause, "check:" + check.userId(), CHECK_TYPE, check.guildId()),
                new String(check.encode(), UTF_8));
    }

    private static EventEnvelope derived(EventEnvelope cause, String suffix, String type, Snowflake guild) {
        return new EventEnvelope(
                MessageIds.derived(cause.id(), suffix),
                SOURCE,
                type,
                cause.time(),
                Optional.of(guild),
                cause.session(),
                cause.version(),
                cause.traceparent());
    }
}
