package dev.jetcord.bridge.rescue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.InteractionRoute;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.common.tracing.Step;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.observation.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users act in a local Discord, and no worker is there. */
class RescueTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TICK = Duration.ofMillis(10);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Map<String, String> policies =
            Map.of("private", "defer_ephemeral", "public", "defer_public", "form", "modal");
    private Duration uptime = Duration.ofHours(1);
    private Duration later = Duration.ZERO;
    private Tracer tracer = Tracer.OFF;
    private SandboxDiscord discord;
    private Rescue rescue;

    @BeforeEach
    void start() throws Exception {
        InstantSource clock = () -> Instant.now().plus(later);
        discord = SandboxDiscord.start(SandboxSettings.forTests().withClock(clock));
        for (String command : new String[] {"private", "public", "form", "search"}) {
            ObjectNode definition = JSON.createObjectNode().put("name", command).put("description", command);
            ObjectNode option = definition.putArray("options").addObject();
            option.put("type", 3).put("name", "text").put("description", "text").put("autocomplete", true);
            discord.commands().upsert(OptionalLong.empty(), definition);
        }
        rescue = rescue();
    }

    private Rescue rescue() {
        return new Rescue(
                new InteractionCallbacks(HttpClient.newHttpClient(), discord.apiUrl()),
                (kind, name) -> Optional.ofNullable(policies.get(name)),
                registry,
                tracer,
                () -> uptime);
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    @Test
    void defersAsTheCommandsPolicySaysAndNotBeforeItIsTime() throws Exception {
        Interaction toOne = type("private", InteractionKind.SLASH);
        Interaction toAll = type("public", InteractionKind.SLASH);
        pass(Rescue.RESCUE_AGE.minus(TICK));
        assertThat(discord.statistics().value(Counter.CALLBACKS)).isZero();
        pass(TICK);
        await().until(() -> counted("rescued") == 2);
        assertThat(seen(toOne).path("state").asText()).isEqualTo("thinking");
        assertThat(seen(toOne).path("ephemeral").asBoolean()).isTrue();
        assertThat(seen(toAll).path("state").asText()).isEqualTo("thinking");
        assertThat(seen(toAll).path("ephemeral").asBoolean()).isFalse();
    }

    @Test
    void whatCannotComeLaterIsAnsweredForGood() throws Exception {
        Interaction form = type("form", InteractionKind.SLASH);
        Interaction search = type("search", InteractionKind.AUTOCOMPLETE);
        pass(Rescue.RESCUE_AGE);
        await().until(() -> counted("rescued") == 2);
        assertThat(seen(form).path("messages").path(0).path("content").asText()).contains("try again in a moment");
        assertThat(seen(form).path("ephemeral").asBoolean()).isTrue();
        assertThat(seen(search).path("choices")).isEmpty();
        assertThat(seen(search).path("state").asText()).isEqualTo("answered");
    }

    @Test
    void whatAWorkerHasAcknowledgedIsLeftAlone() throws Exception {
        Interaction interaction = type("private", InteractionKind.SLASH);
        rescue.acknowledged(new Snowflake(interaction.origin().id()));
        pass(Rescue.RESCUE_AGE);
        type("private", InteractionKind.SLASH);
        pass(Rescue.RESCUE_AGE);
        await().until(() -> counted("rescued") == 1);
        assertThat(discord.statistics().value(Counter.CALLBACKS)).isEqualTo(1);
    }

    @Test
    void triesAgainWhileThereIsTime() throws Exception {
        discord.setFaults(
                new Faults(Duration.ZERO, OptionalInt.of(502), 2, "callback", false, false, OptionalInt.empty()));
        Interaction interaction = type("private", InteractionKind.SLASH);
        pass(Rescue.RESCUE_AGE);
        await().until(() -> counted("rescued") == 1);
        assertThat(seen(interaction).path("state").asText()).isEqualTo("thinking");
    }

    @Test
    void whatNoWorkerEverAnsweredIsSaidToBeGivenUp() throws Exception {
        Interaction interaction = type("private", InteractionKind.SLASH);
        pass(Rescue.RESCUE_AGE);
        await().until(() -> counted("rescued") == 1);
        await().until(() -> registry.get("jetcord.rescue.thinking").gauge().value() == 1);
        later = Rescue.LAST_WORD_AFTER;
        pass(Rescue.LAST_WORD_AFTER);
        await().until(() -> counted("given_up") == 1);
        assertThat(seen(interaction).path("messages").path(0).path("content").asText())
                .contains("given up");
    }

    @Test
    void isAPartOfTheInteractionsTrace() throws Exception {
        NotedTracer notes = new NotedTracer();
        tracer = notes;
        rescue = rescue();
        Interaction interaction = type("private", InteractionKind.SLASH);
        pass(Rescue.RESCUE_AGE);

        String trace = notes.begin(Long.toString(interaction.origin().id()));
        await().untilAsserted(() -> assertThat(notes.ended)
                .containsExactly(
                        "POST /interactions/{interaction.id}/{interaction.token}/callback in rescue in " + trace,
                        "rescue in " + trace));
    }

    @Test
    void whatComesAgainAfterItsTimeIsNotTried() throws Exception {
        Interaction first = type("private", InteractionKind.SLASH);
        rescue.acknowledged(new Snowflake(first.origin().id()));
        Interaction old = discord.type("/private text:x");
        rescue.taken(event(old, "private", InteractionKind.SLASH, Instant.now().plusSeconds(10)));
        pass(Rescue.RESCUE_AGE);
        assertThat(counted("too_late")).isEqualTo(1);
    }

    private Interaction type(String command, InteractionKind kind) throws Exception {
        ObjectNode act = JSON.createObjectNode().put("text", "/" + command + " text:x");
        act.put("type", kind == InteractionKind.AUTOCOMPLETE ? "autocomplete" : "command");
        Interaction interaction = discord.act(act);
        rescue.taken(event(interaction, command, kind, Instant.now()));
        return interaction;
    }

    private OutgoingEvent event(Interaction interaction, String command, InteractionKind kind, Instant at) {
        Snowflake id = new Snowflake(interaction.origin().id());
        String body = JSON.createObjectNode()
                .put("id", id.toString())
                .put("application_id", Long.toString(discord.applicationId()))
                .put("token", interaction.origin().token())
                .toString();
        Routing routing =
                new Routing(Optional.empty(), Optional.empty(), Optional.of(new InteractionRoute(id, kind, command)));
        Frame.Dispatch dispatch =
                new Frame.Dispatch(1, "INTERACTION_CREATE", new Body(body.getBytes(UTF_8)), routing, Optional.empty());
        return OutgoingEvent.of(new ShardAction.Publish(dispatch, "s", new Version(1, 1), at), 0, 1, tracer);
    }

    private void pass(Duration time) {
        uptime = uptime.plus(time);
        rescue.tick();
    }

    private double counted(String outcome) {
        return registry.counter("jetcord.rescue", "outcome", outcome).count();
    }

    private JsonNode seen(Interaction interaction) throws InterruptedException {
        return discord.await(interaction, Duration.ZERO);
    }

    /** Writes down which steps ended, each with those that it was a part of. */
    private static final class NotedTracer implements Tracer {
        private final Queue<String> ended = new ConcurrentLinkedQueue<>();

        @Override
        public boolean records() {
            return true;
        }

        @Override
        public String begin(String messageId) {
            return Tracer.OFF.begin(messageId);
        }

        @Override
        public void began(String traceparent, String name, Instant from, Instant to) {
            ended.add(name + " in " + traceparent);
        }

        @Override
        public Step first(String messageId, String name) {
            return step(Step.Kind.CLIENT, name, begin(messageId));
        }

        @Override
        public Step batch(String name, List<String> messages) {
            return step(Step.Kind.CONSUMER, name, messages.getFirst());
        }

        @Override
        public Step step(Step.Kind kind, String name, String parent) {
            return new NotedStep(name + " in " + parent, ended);
        }

        @Override
        public void close() {
            ended.clear();
        }
    }

    private record NotedStep(String traceparent, Queue<String> ended) implements Step {
        @Override
        public Step with(String attribute, String value) {
            return this;
        }

        @Override
        public void failed(String why) {
            ended.add(traceparent + " failed: " + why);
        }

        @Override
        public void close() {
            ended.add(traceparent);
        }
    }
}
