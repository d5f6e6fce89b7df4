package dev.jetcord.bridge.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.InteractionRoute;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.session.GatewaySession;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.bridge.session.ShardNotice;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.DataReference;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Gzip;
import dev.jetcord.common.wire.HeaderSink;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A dispatch as it goes to JetStream.
 *
 * @param event Discord's name
 * @param body its bytes as they came, or compressed, or none where {@code bodyHeaders} refers to them
 * @param bodyHeaders what must be known to read the body
 * @param interaction present in an interaction
 */
public record OutgoingEvent(
        String subject,
        String event,
        EventEnvelope envelope,
        Body body,
        Map<String, String> bodyHeaders,
        Optional<InteractionRoute> interaction) {
    private static final String SESSION_LOST = "SESSION_LOST";
    private static final String SESSION_LOST_TYPE = "dev.jetcord.session_lost.v1";
    private static final Snowflake NOBODY = new Snowflake(0);

    /**
     * The event of a dispatch that a shard wants stored.
     *
     * @param tracer decides whether the way of an interaction is recorded
     */
    public static OutgoingEvent of(ShardAction.Publish publish, int shardId, int shardCount, Tracer tracer) {
        String event = publish.dispatch().event();
        Routing routing = publish.dispatch().routing();
        Partition partition = Partition.of(routing.guild().or(routing::user).orElse(NOBODY));
        String subject = routing.interaction()
                .map(route -> Subjects.forInteraction(route.kind(), route.name(), partition))
                .orElseGet(() -> Subjects.forDispatch(event, partition));
        String id = routing.interaction()
                .map(route -> MessageIds.forInteraction(route.id()))
                .orElseGet(() -> MessageIds.forDispatch(
                        publish.session(), publish.version().sequence()));
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                id,
                shardId,
                shardCount,
                event,
                publish.receivedAt(),
                routing.guild(),
                publish.session(),
                publish.version(),
                routing.interaction().map(route -> tracer.begin(id)));
        return new OutgoingEvent(subject, event, envelope, publish.dispatch().body(), Map.of(), routing.interaction());
    }

    /** Tells whoever mirrors what exists that a session was lost, and with it whatever it had not delivered. */
    public static OutgoingEvent ofSessionLost(ShardNotice.SessionLost lost, int shardId, int shardCount, Instant now) {
        GatewaySession session = lost.session();
        EventEnvelope envelope = new EventEnvelope(
                MessageIds.derived(session.id(), "lost"),
                "/shards/" + shardId + '/' + shardCount,
                SESSION_LOST_TYPE,
                now,
                Optional.empty(),
                Optional.of(session.id()),
                new Version(session.epoch(), lost.received()),
                Optional.empty());
        String body = """
                {"shard":%d,"shard_count":%d,"cause":"%s","acknowledged":%d,"received":%d}""".formatted(
                        shardId,
                        shardCount,
                        lost.cause().name().toLowerCase(Locale.ROOT),
                        session.acknowledged(),
                        lost.received());
        String subject = Subjects.forDispatch(SESSION_LOST, Partition.of(new Snowflake(shardId)));
        return new OutgoingEvent(
                subject, SESSION_LOST, envelope, new Body(body.getBytes(UTF_8)), Map.of(), Optional.empty());
    }

    /** Gives {@code sink} every header of the message. */
    void forEachHeader(HeaderSink sink) {
        envelope.forEachHeader(sink);
        bodyHeaders.forEach(sink::text);
    }

    /** The same with its body compressed. */
    OutgoingEvent compressed(Body gzip) {
        return withBody(gzip, Headers.CONTENT_ENCODING, Gzip.ENCODING);
    }

    /** The same with its body elsewhere. */
    OutgoingEvent claimed(DataReference reference) {
        return withBody(new Body(new byte[0]), Headers.DATA_REFERENCE, reference.toString());
    }

    /** Whether its body is elsewhere. */
    boolean isClaimed() {
        return bodyHeaders.containsKey(Headers.DATA_REFERENCE);
    }

    private OutgoingEvent withBody(Body other, String header, String value) {
        Map<String, String> headers = new LinkedHashMap<>(bodyHeaders);
        headers.put(header, value);
        return new OutgoingEvent(subject, event, envelope, other, headers, interaction);
    }
}
