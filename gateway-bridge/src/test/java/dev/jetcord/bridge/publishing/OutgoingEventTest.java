package dev.jetcord.bridge.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.InteractionRoute;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.TraceContext;
import dev.jetcord.common.wire.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutgoingEventTest {
    private static final Snowflake INTERACTION = new Snowflake(1_500_000_000_000_000_001L);

    @Test
    void beginsATraceWithEachInteraction() {
        var route = new InteractionRoute(INTERACTION, InteractionKind.SLASH, "ping");

        OutgoingEvent event = event("INTERACTION_CREATE", Optional.of(route));

        assertThat(headers(event))
                .containsEntry("ce-id", INTERACTION.toString())
                .containsEntry("traceparent", TraceContext.begin(INTERACTION.toString()));
    }

    @Test
    void beginsNoneWithAnythingElse() {
        assertThat(headers(event("GUILD_CREATE", Optional.empty()))).doesNotContainKey("traceparent");
    }

    static Map<String, String> headers(OutgoingEvent event) {
        Map<String, String> headers = new HashMap<>();
        event.forEachHeader(headers::put);
        return headers;
    }

    private static OutgoingEvent event(String name, Optional<InteractionRoute> route) {
        Routing routing = new Routing(Optional.empty(), Optional.empty(), route);
        Frame.Dispatch dispatch = new Frame.Dispatch(1, name, new Body(new byte[0]), routing, Optional.empty());
        return OutgoingEvent.of(
                new ShardAction.Publish(dispatch, "s", new Version(1, 1), Instant.EPOCH), 0, 1, Tracer.OFF);
    }
}
