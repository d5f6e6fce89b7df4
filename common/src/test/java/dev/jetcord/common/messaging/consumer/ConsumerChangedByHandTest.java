package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.Topology;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hands on the server, and on the worker's clock, while a consumer runs. */
class ConsumerChangedByHandTest {
    private final AtomicReference<Duration> clockIsOff = new AtomicReference<>(Duration.ZERO);
    private ConsumerWorld world;

    @BeforeEach
    void start() throws Exception {
        world = ConsumerWorld.start(() -> Instant.now().plus(clockIsOff.get()));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void saysThatItsConsumerWasDeletedAndGoesOnOnceItIsBack() throws Exception {
        BaseNatsConsumer<String> consumer = world.consume(4, message -> Outcome.done());
        world.publish("{}");
        await().until(() -> world.settled("done") == 1);

        world.management().deleteConsumer(Topology.EVENTS, "event-worker");
        await().untilAsserted(
                        () -> assertThat(consumer.readiness().check().message()).contains("run provision"));
        world.publish("{}");
        world.provision();

        // The new consumer begins at the stream's start, and knows nothing of the old one's acks.
        await().until(() -> world.settled("done") == 3);
        await().until(() -> consumer.readiness().check().healthy());
    }

    @Test
    void goesOnWithinTheLimitsThatItsConsumerWasGivenByHand() throws Exception {
        world.consume(4, message -> Outcome.done());
        world.publish("{}");
        await().until(() -> world.settled("done") == 1);

        ConsumerDeclaration usual = Topology.EVENT_WORKER;
        world.declare(new ConsumerDeclaration(
                usual.stream(), usual.durable(), usual.filterSubject(), Duration.ofSeconds(1), 1, 6));
        for (int i = 0; i < 10; i++) {
            world.publish("{}");
        }

        await().until(() -> world.settled("done") == 11);
        assertThat(world.count("redelivered")).isZero();
    }

    @Test
    void takesWhatAFilterSetByHandHadHiddenOnceItIsRightAgain() throws Exception {
        world.consume(4, message -> Outcome.done());
        world.publish("{}");
        await().until(() -> world.settled("done") == 1);
        ConsumerDeclaration usual = Topology.EVENT_WORKER;
        world.declare(new ConsumerDeclaration(
                usual.stream(),
                usual.durable(),
                "events.derived.>",
                usual.ackWait(),
                usual.maxAckPending(),
                usual.maxDeliver()));
        world.publish("{}");

        assertThat(world.differences())
                .singleElement()
                .asString()
                .contains("filter")
                .contains("events.derived.>");
        world.provision();

        await().until(() -> world.settled("done") == 2);
    }

    @Test
    void keepsInTheStreamWhatAFullDeadLetterStreamRefuses() throws Exception {
        StreamConfiguration usual =
                world.management().getStreamInfo(Topology.DEADLETTERS).getConfiguration();
        world.management()
                .updateStream(StreamConfiguration.builder(usual).maxBytes(100).build());
        world.consume(4, message -> Outcome.done());

        world.publish("bad");

        await().until(() -> world.settled("dead_letter_not_stored") == 1);
        assertThat(world.info().getNumAckPending()).isEqualTo(1);
        assertThat(world.reported()).isEmpty();
        world.management().updateStream(usual);
        await().until(() -> world.settled("dead_letter") == 1);
        assertThat(world.reported()).hasSize(1);
    }

    @Test
    void expiresAndDelaysNothingWhenItsClockJumpsByAMinute() throws Exception {
        world.consume(4, message -> Outcome.done());
        for (Duration off : new Duration[] {Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(-1)}) {
            clockIsOff.set(off);
            for (int i = 0; i < 5; i++) {
                world.publish("{}");
            }
        }

        await().until(() -> world.settled("done") == 15);
        assertThat(world.settled("expired") + world.settled("retried")).isZero();
        assertThat(world.count("redelivered")).isZero();
    }
}
