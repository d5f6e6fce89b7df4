package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.gate.DependencyGate;
import dev.jetcord.common.gate.GateSettings;
import dev.jetcord.common.messaging.Topology;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A dependency that fails and comes back, and what becomes of the messages that need it, against a real server. */
class ConsumerGateTest {
    private static final GateSettings GATE = new GateSettings(2, 2, 1.0, Duration.ofMillis(50));

    private final AtomicBoolean works = new AtomicBoolean();
    private final AtomicInteger probes = new AtomicInteger();
    private ConsumerWorld world;
    private DependencyGate gate;

    @BeforeEach
    void start() throws Exception {
        world = ConsumerWorld.start();
        gate = new DependencyGate("chain", GATE, IOException.class::isInstance, this::probe, world.registry());
    }

    @AfterEach
    void stop() {
        world.close();
        gate.close();
    }

    @Test
    void pullsNothingWhileItsDependencyFailsAndGoesOnWhenAProbeSucceeds() throws Exception {
        Map<Long, Long> deliveries = new ConcurrentHashMap<>();
        world.consume(ConsumerWorld.settings(2).waitingFor(gate), message -> {
            deliveries.merge(
                    message.delivery().streamSequence(), message.delivery().deliveryCount(), Math::max);
            gate.call(this::use);
            return Outcome.done();
        });
        world.publish("{}");
        world.publish("{}");
        await().until(() -> world.gauge("paused") == 1);
        // What was requested before the gate opened runs out.
        await().until(() -> world.info().getNumWaiting() == 0);

        for (int i = 0; i < 10; i++) {
            world.publish("{}");
        }
        int before = probes.get();
        await().until(() -> probes.get() >= before + 5);
        assertThat(world.info().getNumPending()).isEqualTo(10);
        assertThat(world.info().getNumWaiting()).isZero();

        works.set(true);
        await().until(() -> world.settled("done") == 12);
        assertThat(world.gauge("paused")).isZero();
        assertThat(world.settled("dead_letter")).isZero();
        assertThat(world.reported()).isEmpty();
        // The two whose failures opened the gate: tried, met the open gate at most once more, tried again.
        assertThat(deliveries.get(1L)).isBetween(2L, 3L);
        assertThat(deliveries.get(2L)).isBetween(2L, 3L);
        // Nothing that came later lost an attempt.
        for (long sequence = 3; sequence <= 12; sequence++) {
            assertThat(deliveries).containsEntry(sequence, 1L);
        }
    }

    @Test
    void tellsWhoWaitsAtOnceWhereAMessageCannotWaitForTheDependency() throws Exception {
        assertThatThrownBy(() -> gate.call(this::use)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> gate.call(this::use)).isInstanceOf(IOException.class);
        assertThat(gate.isOpen()).isTrue();
        AtomicInteger handled = new AtomicInteger();
        world.consume(ConsumerWorld.settings(2).tellingWhenUnavailable(), message -> {
            handled.incrementAndGet();
            gate.call(this::use);
            return Outcome.done();
        });

        world.publish("{}");

        await().until(() -> world.settled("unavailable") == 1);
        assertThat(world.reported()).singleElement().extracting(Failure::reason).isEqualTo(Failure.Reason.UNAVAILABLE);
        await().until(() -> world.info().getNumAckPending() == 0);
        assertThat(world.info().getAckFloor().getStreamSequence()).isEqualTo(1);
        assertThat(world.stored(Topology.DEADLETTERS)).isZero();
        assertThat(handled).hasValue(1);
    }

    private int use() throws IOException {
        if (!works.get()) {
            throw new IOException("down");
        }
        return 1;
    }

    private void probe() throws IOException {
        probes.incrementAndGet();
        use();
    }
}
