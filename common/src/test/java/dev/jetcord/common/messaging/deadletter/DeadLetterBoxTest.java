package dev.jetcord.common.messaging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.FailureReporter;
import dev.jetcord.common.messaging.consumer.Handler;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Letters that real consumers wrote, on a real NATS server. */
class DeadLetterBoxTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Snowflake GUILD = new Snowflake(5);
    private static final Handler<String> BROKEN = message ->
            Outcome.failed("ref-" + message.delivery().streamSequence(), new IllegalStateException("broken"));

    private final AtomicReference<Handler<String>> handler = new AtomicReference<>(BROKEN);
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final Queue<Received<String>> handled = new ConcurrentLinkedQueue<>();
    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
    private TestPublisher publisher;
    private DeadLetterBox box;
    private BaseNatsConsumer<String> events;
    private BaseNatsConsumer<String> commands;

    @BeforeEach
    void start() throws Exception {
        publisher = new TestPublisher(server);
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
        box = new DeadLetterBox(nats, now::get);
        events = consume(ConsumerSettings.of(Topology.EVENT_WORKER));
        commands = consume(ConsumerSettings.of(Topology.COMMAND_WORKER));
    }

    @AfterEach
    void stop() throws Exception {
        events.drain(Duration.ofSeconds(5));
        commands.drain(Duration.ofSeconds(5));
        publisher.close();
        nats.close();
        server.close();
    }

    @Test
    void showsWhyHowOftenWhenAndWhere() throws Exception {
        DeadLetter letter = giveUpEvent("e1");

        assertThat(letter.reason()).isEqualTo("HANDLER_FAILED");
        assertThat(letter.reference()).isEqualTo("ref-1");
        assertThat(letter.deliveries()).isEqualTo(1);
        assertThat(letter.time()).isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(letter.stream()).isEqualTo(Topology.EVENTS);
        assertThat(letter.sequence()).isEqualTo(1);
        assertThat(letter.consumer()).isEqualTo("event-worker");
        assertThat(letter.worker()).isNotBlank();
        assertThat(letter.subject()).isEqualTo(Subjects.forDispatch("GUILD_CREATE", Partition.of(GUILD)));
        assertThat(letter.originalId()).contains("e1");
        assertThat(letter.type()).isEqualTo("com.discord.guild_create.v10");
        assertThat(letter.interaction()).isEmpty();
        assertThat(letter.body()).isEqualTo("{\"id\":\"e1\"}");
        assertThat(letter.headers()).containsEntry("ce-id", List.of("e1")).doesNotContainKey("Nats-Msg-Id");
    }

    @Test
    void findsALetterByItsIdOrByTheReferenceThatAUserSaw() throws Exception {
        DeadLetter first = giveUpEvent("e1");
        DeadLetter second = giveUpEvent("e2");

        assertThat(box.find("1")).contains(first);
        assertThat(box.find("ref-2")).contains(second);
        assertThat(box.find("nothing")).isEmpty();
        assertThat(box.list("event-worker")).containsExactly(first, second);
        assertThat(box.list("command-worker")).isEmpty();
    }

    @Test
    void dropsALetterOnceAndForAll() throws Exception {
        DeadLetter letter = giveUpEvent("e1");

        box.drop(letter);
        box.drop(letter);

        assertThat(box.list()).isEmpty();
    }

    @Test
    void replaysUnderANewIdWithTheOldVersionAndTheLetterIsGoneWhenItIsSettled() throws Exception {
        DeadLetter letter = giveUpEvent("e1");
        EventEnvelope before = handled.remove().envelope();
        handler.set(message -> Outcome.done());

        ReplayOutcome outcome = box.replay(letter, PATIENCE);

        assertThat(outcome).isEqualTo(new ReplayOutcome.Settled(2));
        assertThat(box.list()).isEmpty();
        assertThat(handled).singleElement().satisfies(message -> {
            assertThat(message.envelope()).isEqualTo(before);
            assertThat(message.payload()).isEqualTo("{\"id\":\"e1\"}");
            assertThat(message.delivery().streamSequence()).isEqualTo(2);
        });
    }

    @Test
    void aSecondFailureIsALetterOfTheNextGeneration() throws Exception {
        DeadLetter letter = giveUpEvent("e1");

        ReplayOutcome outcome = box.replay(letter, PATIENCE);

        assertThat(outcome).isInstanceOfSatisfying(ReplayOutcome.FailedAgain.class, again -> {
            assertThat(again.letter().generation()).isEqualTo(1);
            assertThat(again.letter().reference()).isEqualTo("ref-2");
            assertThat(again.letter().headers()).isEqualTo(letter.headers());
        });
        assertThat(box.list())
                .singleElement()
                .satisfies(now -> assertThat(now.generation()).isEqualTo(1));

        handler.set(message -> Outcome.done());
        assertThat(box.replay(box.list().getFirst(), PATIENCE)).isEqualTo(new ReplayOutcome.Settled(3));
        assertThat(box.list()).isEmpty();
    }

    @Test
    void waitsOnWithoutPublishingTwiceWhatIsStillInHand() throws Exception {
        DeadLetter letter = giveUpEvent("e1");
        events.drain(Duration.ofSeconds(5));

        assertThat(box.replay(letter, Duration.ofMillis(100)))
                .isEqualTo(new ReplayOutcome.InHand(2, Duration.ofMillis(100)));
        assertThat(box.list()).containsExactly(letter);

        handler.set(message -> Outcome.done());
        events = consume(ConsumerSettings.of(Topology.EVENT_WORKER));
        assertThat(box.replay(letter, PATIENCE)).isEqualTo(new ReplayOutcome.Settled(2));
        assertThat(box.list()).isEmpty();
    }

    @Test
    void takesAnInteractionFromItsOwnStreamWithItsToken() throws Exception {
        DeadLetter letter = giveUpInteraction();
        assertThat(letter.body()).contains("redacted").doesNotContain("secret");
        assertThat(box.whyNotReplayable(letter)).isEmpty();
        handled.clear();
        handler.set(message -> Outcome.done());

        assertThat(box.replay(letter, PATIENCE)).isInstanceOf(ReplayOutcome.Settled.class);

        assertThat(handled)
                .singleElement()
                .satisfies(message -> assertThat(message.payload()).contains("\"token\":\"secret\""));
    }

    @Test
    void saysThatAnInteractionIsTooOldToBeAnswered() throws Exception {
        DeadLetter letter = giveUpInteraction();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(16)));

        assertThat(box.replay(letter, PATIENCE))
                .isInstanceOfSatisfying(
                        ReplayOutcome.Impossible.class,
                        impossible -> assertThat(impossible.reason())
                                .startsWith(
                                        "the user can no longer be answered: the interaction's token was valid until "));
        assertThat(box.list()).containsExactly(letter);
    }

    @Test
    void saysThatAnInteractionIsGoneFromItsStream() throws Exception {
        DeadLetter letter = giveUpInteraction();
        nats.connection().jetStreamManagement().purgeStream(Topology.COMMANDS);

        assertThat(box.whyNotReplayable(letter))
                .hasValueSatisfying(reason ->
                        assertThat(reason).contains("stream COMMANDS does not hold the interaction any more"));
    }

    @Test
    void takesAnEventFromItsLetterWhenItsStreamHasLostIt() throws Exception {
        DeadLetter letter = giveUpEvent("e1");
        handled.clear();
        nats.connection().jetStreamManagement().purgeStream(Topology.EVENTS);
        handler.set(message -> Outcome.done());

        assertThat(box.replay(letter, PATIENCE)).isInstanceOf(ReplayOutcome.Settled.class);

        assertThat(handled)
                .singleElement()
                .satisfies(message -> assertThat(message.payload()).isEqualTo("{\"id\":\"e1\"}"));
    }

    private DeadLetter giveUpEvent(String id) throws Exception {
        EventEnvelope envelope = envelope(id, "GUILD_CREATE");
        publisher.publish(
                Subjects.forDispatch("GUILD_CREATE", Partition.of(GUILD)),
                envelope.headers(),
                "{\"id\":\"" + id + "\"}");
        return letterOf(id);
    }

    private DeadLetter giveUpInteraction() throws Exception {
        Snowflake id = new Snowflake((now.get().toEpochMilli() - 1_420_070_400_000L) << 22);
        EventEnvelope envelope = envelope(id.toString(), "INTERACTION_CREATE");
        publisher.publish(
                Subjects.forInteraction(InteractionKind.SLASH, "ping", Partition.of(GUILD)),
                envelope.headers(),
                "{\"id\":\"" + id + "\",\"token\":\"secret\"}");
        return letterOf(id.toString());
    }

    private DeadLetter letterOf(String id) throws Exception {
        await().until(() ->
                box.list().stream().anyMatch(letter -> letter.originalId().equals(Optional.of(id))));
        // Settled too, so that a replay finds its consumer idle.
        await().until(() ->
                handled.stream().anyMatch(message -> message.envelope().id().equals(id)));
        return box.list().stream()
                .filter(letter -> letter.originalId().equals(Optional.of(id)))
                .findFirst()
                .orElseThrow();
    }

    private BaseNatsConsumer<String> consume(ConsumerSettings settings) throws Exception {
        BaseNatsConsumer<String> consumer = new BaseNatsConsumer<>(
                settings,
                nats,
                (envelope, body) -> new String(body, StandardCharsets.UTF_8),
                message -> {
                    handled.add(message);
                    return handler.get().handle(message);
                },
                FailureReporter.NONE,
                new SimpleMeterRegistry(),
                InstantSource.system(),
                RandomGenerator.getDefault());
        consumer.start();
        return consumer;
    }

    private static EventEnvelope envelope(String id, String event) {
        return EventEnvelope.ofDispatch(
                id, 0, 1, event, Instant.now(), Optional.of(GUILD), "session", new Version(1, 7), Optional.empty());
    }
}
