package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.DeadLetterHeaders;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The consumer against a real NATS server. */
class BaseNatsConsumerTest {
    private ConsumerWorld world;

    @BeforeEach
    void start() throws Exception {
        world = ConsumerWorld.start();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void handsOverTheBodyItsEnvelopeAndWhereItStood() throws Exception {
        Queue<Received<String>> received = new ConcurrentLinkedQueue<>();
        BaseNatsConsumer<String> consumer = world.consume(4, message -> {
            received.add(message);
            return Outcome.done();
        });

        world.publish("{\"a\":1}");

        await().until(() -> world.settled("done") == 1);
        assertThat(received).singleElement().satisfies(message -> {
            assertThat(message.payload()).isEqualTo("{\"a\":1}");
            assertThat(message.envelope().discordEvent()).contains("GUILD_CREATE");
            assertThat(message.delivery().stream()).isEqualTo(Topology.EVENTS);
            assertThat(message.delivery().streamSequence()).isEqualTo(1);
            assertThat(message.delivery().redelivered()).isFalse();
        });
        await().until(() -> world.info().getNumAckPending() == 0);
        assertThat(consumer.readiness().check().healthy()).isTrue();
    }

    @Test
    void neverTakesMoreMessagesThanItHasPermits() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        world.consume(4, message -> {
            running.incrementAndGet();
            gate.await();
            return Outcome.done();
        });

        for (int i = 0; i < 20; i++) {
            world.publish("{}");
        }

        await().until(() -> running.get() == 4);
        assertThat(world.info().getNumAckPending()).isEqualTo(4);
        gate.countDown();
        await().until(() -> world.settled("done") == 20);
    }

    @Test
    void triesAgainWhatFailsForAPassingReason() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        world.consume(4, message -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IOException("not yet");
            }
            return Outcome.done();
        });

        world.publish("{}");

        await().until(() -> world.settled("done") == 1);
        assertThat(world.settled("retried")).isEqualTo(2);
        assertThat(world.reported()).isEmpty();
    }

    @Test
    void keepsADeadLetterWithoutTokenAfterTheLastAttemptAndTellsWhoWaits() throws Exception {
        world.consume(4, message -> {
            throw new AssertionError("always");
        });

        world.publish("{\"token\":\"secret\",\"b\":2}");

        await().until(() -> world.settled("dead_letter") == 1);
        await().until(() -> world.reported().size() == 1);
        MessageInfo letter = world.letter();
        Headers headers = requireNonNull(letter.getHeaders());
        assertThat(new String(letter.getData(), UTF_8)).isEqualTo("{\"token\":\"redacted\",\"b\":2}");
        assertThat(headers.getFirst(DeadLetterHeaders.REASON)).isEqualTo("EXHAUSTED");
        assertThat(headers.getFirst(DeadLetterHeaders.DELIVERIES)).isEqualTo("3");
        assertThat(headers.getFirst(DeadLetterHeaders.REFERENCE))
                .isEqualTo(world.reported().element().reference());
        assertThat(headers.getFirst(DeadLetterHeaders.ORIGINAL_ID)).isEqualTo("s:1");
        await().until(() -> world.info().getNumAckPending() == 0);
    }

    @Test
    void givesUpAtOnceWhatBreaksTheContract() throws Exception {
        world.consume(4, message -> Outcome.done());

        world.publish("bad");
        world.connection().jetStream().publish("events.state.guild_create.p00", "no headers".getBytes(UTF_8));

        await().until(() -> world.settled("dead_letter") == 2);
        assertThat(world.reported()).extracting(Failure::reason).containsOnly(Failure.Reason.INVALID);
    }

    @Test
    void leavesAMessageInTheStreamWhoseDeadLetterCannotBeStored() throws Exception {
        world.management().deleteStream(Topology.DEADLETTERS);
        world.consume(4, message -> Outcome.done());

        world.publish("bad");

        await().until(() -> world.settled("dead_letter_not_stored") == 1);
        assertThat(world.info().getNumAckPending()).isEqualTo(1);
        assertThat(world.reported()).isEmpty();
        world.provision();
        await().until(() -> world.settled("dead_letter") == 1);
    }

    @Test
    void goesOnWhenTheServerWasKilledAndComesBack() throws Exception {
        world.consume(4, message -> Outcome.done());
        world.publish("{}");
        await().until(() -> world.settled("done") == 1);

        world.server().kill();
        await().until(() -> !world.nats().health().check().healthy());
        world.server().restart();
        await().until(() -> world.nats().health().check().healthy());
        await().ignoreExceptions().untilAsserted(() -> {
            world.publish("{}");
        });

        await().until(() -> world.settled("done") >= 2);
    }

    @Test
    void hearsFromAnIdleConsumerAtOnce() throws Exception {
        Queue<String> requests = world.requests();
        BaseNatsConsumer<String> consumer = world.consume(4, message -> Outcome.done());

        await().until(() -> requests.size() >= 2);

        assertThat(List.copyOf(requests).getFirst()).contains("\"expires\":10000000}");
        assertThat(List.copyOf(requests).get(1)).contains("\"expires\":2000000000}");
        assertThat(consumer.readiness().check().healthy()).isTrue();
    }

    @Test
    void saysWhatIsMissingWhenTheConsumerDoesNotExistAndRecovers() throws Exception {
        world.management().deleteConsumer(Topology.EVENTS, "event-worker");
        BaseNatsConsumer<String> consumer = world.consume(4, message -> Outcome.done());

        await().untilAsserted(
                        () -> assertThat(consumer.readiness().check().message()).contains("run provision"));

        world.provision();
        world.publish("{}");
        await().until(() -> world.settled("done") == 1);
        assertThat(consumer.readiness().check().healthy()).isTrue();
    }

    @Test
    void aDrainDoesNotWaitForAServerThatIsAway() throws Exception {
        BaseNatsConsumer<String> consumer = world.consume(4, message -> Outcome.done());
        world.publish("{}");
        await().until(() -> world.settled("done") == 1);
        world.server().kill();
        long began = System.nanoTime();

        assertThat(consumer.drain(Duration.ofMinutes(1))).isTrue();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void finishesWhatRunsAndLeavesTheRestWhenDrained() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        BaseNatsConsumer<String> consumer = world.consume(1, message -> {
            started.countDown();
            gate.await();
            return Outcome.done();
        });
        world.publish("{}");
        world.publish("{}");
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

        assertThat(world.settled("done")).isBetween(1.0, 2.0);
        // What was fetched and not begun is there for the next one, before its ack wait of 30 s is over.
        world.consume(1, message -> Outcome.done());
        await().atMost(Duration.ofSeconds(20)).until(() -> world.settled("done") == 2);
        await().until(() -> world.info().getNumAckPending() == 0);
    }

    @Test
    void interruptsWhatOutlastsTheStopBudgetSoThatItIsDeliveredAgain() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        BaseNatsConsumer<String> consumer = world.consume(1, message -> {
            started.countDown();
            never.await();
            return Outcome.done();
        });
        world.publish("{}");
        started.await();

        consumer.drain(Duration.ofMillis(50));

        // On a machine that is busy the handler may end after the drain.
        await().until(() -> world.settled("retried") == 1);
        assertThat(world.settled("done")).isZero();
    }
}
