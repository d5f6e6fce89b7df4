package dev.jetcord.bridge.publishing;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.InteractionRoute;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import java.util.Optional;

/** A dispatch as it goes to JetStream: where to, with which headers, and its bytes as they came. */
public record OutgoingEvent(
        String subject, String event, EventEnvelope envelope, Body body, Optional<InteractionRoute> interaction) {
    private static final Snowflake NOBODY = new Snowflake(0);

    /** The event of a dispatch that a shard wants stored. */
    public static OutgoingEvent of(ShardAction.Publish publish, int shardId, int shardCount) {
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
                Optional.empty());
        return new OutgoingEvent(subject, event, envelope, publish.dispatch().body(), routing.interaction());
    }
}
