package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that stand in each other's way, against a real server. */
class ConsumerLaneTest {
    private static final long BUSY = 1;

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
    void handlesOthersBesideTenThousandMessagesOfOneKeyWhichKeepTheirOrder() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Queue<Long> busy = new ConcurrentLinkedQueue<>();
        AtomicInteger others = new AtomicInteger();
        for (int i = 0; i < 10_000; i++) {
            world.send(BUSY, "{}");
            if (i % 100 == 99) {
                world.send(BUSY + 1 + i, "{}");
            }
        }
        world.consume(64, message -> {
            if (message.envelope().guild().orElseThrow().value() == BUSY) {
                gate.await();
                busy.add(message.delivery().streamSequence());
            } else {
                others.incrementAndGet();
            }
            return Outcome.done();
        });

        await().until(() -> others.get() == 100);
        assertThat(busy).isEmpty();
        gate.countDown();

        await().until(() -> world.settled("done") == 10_100);
        assertThat(List.copyOf(busy)).hasSize(10_000).isSorted();
        assertThat(world.settled("lane_full")).isZero();
        assertThat(world.count("redelivered")).isZero();
    }

    @Test
    void goesOnBehindAPoisonMessageAtTheHeadOfALane() throws Exception {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        for (String body : new String[] {"poison", "a", "b", "c"}) {
            world.publish(BUSY, body);
        }
        world.consume(4, message -> {
            if (message.payload().equals("poison")) {
                throw new IllegalStateException("always");
            }
            handled.add(message.payload());
            return Outcome.done();
        });

        await().until(() -> world.settled("dead_letter") == 1);
        await().until(() -> world.settled("done") == 3);
        assertThat(handled).containsExactly("a", "b", "c");
        assertThat(world.settled("retried")).isEqualTo(2);
        await().until(() -> world.info().getNumAckPending() == 0);
    }
}
