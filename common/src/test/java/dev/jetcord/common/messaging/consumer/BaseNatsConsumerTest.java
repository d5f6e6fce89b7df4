package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.DeadLetterHeaders;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The consumer against a real NATS server. */
class BaseNatsConsumerTest {
    private static final RetryPolicy RETRY = new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(50));

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<Failure> reported = new ConcurrentLinkedQueue<>();
    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
    private int published;

    @BeforeEach
    void provision() throws Exception {
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
    }

    @AfterEach
    void stop() {
        nats.close();
        server.close();
    }

    @Test
    void handsOverTheBodyItsEnvelopeAndWhereItStood() throws Exception {
        Queue<Received<String>> received = new ConcurrentLinkedQueue<>();
        BaseNatsConsumer<String> consumer = consume(4, message -> {
            received.add(message);
            return Outcome.done();
        });

        publish("{\"a\":1}");

        await().until(() -> settled("done") == 1);
        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.payload()).isEqualTo("{\"a\":1}");
            assertThat(message.envelope().discordEvent()).contains("GUILD_CREATE");
            assertThat(message.delivery().stream()).isEqualTo(Topology.EVENTS);
            assertThat(message.delivery().streamSequence()).isEqualTo(1);
            assertThat(message.delivery().redelivered()).isFalse();
        });
        await().until(() -> info().getNumAckPending() == 0);
        assertThat(consumer.readiness().check().healthy()).isTrue();
        consumer.drain(Duration.ofSeconds(5));
    }

    @Test
    void neverTakesMoreMessagesThanItHasPermits() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        BaseNatsConsumer<String> consumer = consume(4, message -> {
            running.incrementAndGet();
            gate.await();
            return Outcome.done();
        });

        for (int i = 0; i < 20; i++) {
            publish("{}");
        }

        await().until(() -> running.get() == 4);
        assertThat(info().getNumAckPending()).isEqualTo(4);
        gate.countDown();
        await().until(() -> settled("done") == 20);
        consumer.drain(Duration.ofSeconds(5));
    }

    @Test
    void triesAgainWhatFailsForAPassingReason() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        BaseNatsConsumer<String> consumer = consume(4, message -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("not yet");
            }
            return Outcome.done();
        });

        publish("{}");

        await().until(() -> settled("done") == 1);
        assertThat(settled("retried")).isEqualTo(2);
        assertThat(reported).isEmpty();
        consumer.drain(Duration.ofSeconds(5));
    }

    @Test
    void keepsADeadLetterWithoutTokenAfterTheLastAttemptAndTellsWhoWaits() throws Exception {
        BaseNatsConsumer<String> consumer = consume(4, message -> {
            throw new AssertionError("always");
        });

        publish("{\"token\":\"secret\",\"b\":2}");

        await().until(() -> settled("dead_letter") == 1);
        await().until(() -> reported.size() == 1);
        MessageInfo letter = letter();
        Headers headers = requireNonNull(letter.getHeaders());
        assertThat(new String(letter.getData(), UTF_8)).isEqualTo("{\"token\":\"redacted\",\"b\":2}");
        assertThat(headers.getFirst(DeadLetterHeaders.REASON)).isEqualTo("EXHAUSTED");
        assertThat(headers.getFirst(DeadLetterHeaders.DELIVERIES)).isEqualTo("3");
        assertThat(headers.getFirst(DeadLetterHeaders.REFERENCE))
                .isEqualTo(reported.element().reference());
        assertThat(headers.getFirst(DeadLetterHeaders.ORIGINAL_ID)).isEqualTo("s:1");
        await().until(() -> info().getNumAckPending() == 0);
        consumer.drain(Duration.ofSeconds(5));
    }

    @Test
    void givesUpAtOnceWhatBreaksTheContract() throws Exception {
        BaseNatsConsumer<String> consumer = consume(4, message -> Outcome.done());

        publish("bad");
        connection().jetStream().publish("events.state.guild_create.p00", "no headers".getBytes(UTF_8));

        await().until(() -> settled("dead_letter") == 2);
        assertThat(reported).extracting(Failure::reason).containsOnly(Failure.Reason.INVALID);
        consumer.drain(Duration.ofSeconds(5));
    }

    @Test
    void leavesAMessageInTheStreamWhoseDeadLetterCannotBeStored() throws Exception {
        connection().jetStreamManagement().deleteStream(Topology.DEADLETTERS);
        BaseNatsConsumer<String> consumer = consume(4, message -> Outcome.done());

        publish("bad");

        await().until(() -> settled("dead_letter_not_stored") == 1);
        assertThat(info().getNumAckPending()).isEqualTo(1);
        assertThat(reported).isEmpty();
        new Provisioner(nats, 1).apply();
        await().until(() -> settled("dead_letter") == 1);
        consumer.drain(Duration.ofSeconds(5));
    }

    @Test
    void goesOnWhenTheServerWasKilledAndComesBack() throws Exception {
        BaseNatsConsumer<String> consumer = consume(4, message -> Outcome.done());
        publish("{}");
        await().until(() -> settled("done") == 1);

        server.kill();
        await().until(() -> !nats.health().check().healthy());
        server.restart();
        await().until(() -> nats.health().check().healthy());
        await().ignoreExceptions().untilAsserted(() -> {
            publish("{}");
        });

        await().until(() -> settled("done") >= 2);
        consumer.drain(Duration.ofSeconds(5));
    }

    @Test
    void saysWhatIsMissingWhenTheConsumerDoesNotExistAndRecovers() throws Exception {
        connection().jetStreamManagement().deleteConsumer(Topology.EVENTS, "event-worker");
        BaseNatsConsumer<String> consumer = consume(4, message -> Outcome.done());

        await().untilAsserted(
                        () -> assertThat(consumer.readiness().check().message()).contains("run provision"));

        new Provisioner(nats, 1).apply();
        publish("{}");
        await().until(() -> settled("done") == 1);
        assertThat(consumer.readiness().check().healthy()).isTrue();
        consumer.drain(Duration.ofSeconds(5));
    }

    @Test
    void finishesWhatRunsAndLeavesTheRestWhenDrained() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        BaseNatsConsumer<String> consumer = consume(1, message -> {
            started.countDown();
            gate.await();
            return Outcome.done();
        });
        publish("{}");
        publish("{}");
        started.await();

        Thread drain = Thread.ofVirtual().start(() -> {
            try {
                consumer.drain(Duration.ofSeconds(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        gate.countDown();
        drain.join();

        assertThat(settled("done")).isBetween(1.0, 2.0);
        await().until(() -> info().getNumAckPending() == 0);
        assertThat(info().getNumPending()).isEqualTo((long) (2 - settled("done")));
    }

    @Test
    void interruptsWhatOutlastsTheStopBudgetSoThatItIsDeliveredAgain() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        BaseNatsConsumer<String> consumer = consume(1, message -> {
            started.countDown();
            never.await();
            return Outcome.done();
        });
        publish("{}");
        started.await();

        consumer.drain(Duration.ofMillis(50));

        assertThat(settled("done")).isZero();
        assertThat(settled("retried")).isEqualTo(1);
    }

    private BaseNatsConsumer<String> consume(int permits, Handler<String> handler) throws IOException {
        ConsumerSettings settings = ConsumerSettings.of(Topology.EVENT_WORKER)
                .withPermits(permits)
                .withRetry(RETRY)
                .withHandlerCap(Duration.ofSeconds(10));
        BaseNatsConsumer<String> consumer = new BaseNatsConsumer<>(
                settings,
                nats,
                (envelope, body) -> {
                    String text = new String(body, UTF_8);
                    if (text.equals("bad")) {
                        throw new InvalidMessageException("it is bad");
                    }
                    return text;
                },
                handler,
                (body, failure) -> reported.add(failure),
                registry,
                InstantSource.system(),
                RandomGenerator.getDefault());
        consumer.start();
        return consumer;
    }

    private void publish(String body) throws IOException, JetStreamApiException {
        int sequence = ++published;
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                "s:" + sequence,
                0,
                1,
                "GUILD_CREATE",
                Instant.now(),
                // A guild of its own for each message: none waits for another.
                Optional.of(new Snowflake(sequence)),
                "s",
                new Version(1, sequence),
                Optional.empty());
        Headers headers = new Headers();
        envelope.headers().forEach((name, value) -> headers.put(name, value));
        connection()
                .jetStream()
                .publish(NatsMessage.builder()
                        .subject("events.state.guild_create.p00")
                        .headers(headers)
                        .data(body)
                        .build());
    }

    private double settled(String outcome) {
        return registry.get("jetcord.consumer.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private MessageInfo letter() throws IOException, JetStreamApiException {
        return connection().jetStreamManagement().getMessage(Topology.DEADLETTERS, 1);
    }

    private ConsumerInfo info() throws IOException, JetStreamApiException {
        return connection().jetStreamManagement().getConsumerInfo(Topology.EVENTS, "event-worker");
    }

    private Connection connection() {
        return nats.connection();
    }
}
