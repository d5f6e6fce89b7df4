package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Handlers that hang or fail in the worst ways, against a real server. */
class HandlerFaultTest {
    private static final Duration CAP = Duration.ofMillis(200);

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
    void interruptsAHandlerThatHangsPastItsCapAndTriesItsMessageAgain() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        BaseNatsConsumer<String> consumer =
                world.consume(ConsumerWorld.settings(4).withHandlerCap(CAP), message -> {
                    if (!message.delivery().redelivered()) {
                        try {
                            never.await();
                        } finally {
                            interrupted.countDown();
                        }
                    }
                    return Outcome.done();
                });

        world.publish("{}");

        interrupted.await();
        await().until(() -> world.settled("done") == 1);
        assertThat(world.settled("retried")).isEqualTo(1);
        assertThat(consumer.liveness().check().healthy()).isTrue();
        assertThat(world.gauge("stuck")).isZero();
    }

    @Test
    void givesTheMessageOfAHandlerThatIgnoresItsInterruptionToAnotherInstance() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch began = new CountDownLatch(1);
        ConsumerDeclaration declaration = world.declare(Duration.ofSeconds(1), 20);
        // With one permit the first instance can't take the message a second time itself.
        BaseNatsConsumer<String> first =
                world.consume(ConsumerWorld.settings(declaration, 1).withHandlerCap(CAP), message -> {
                    began.countDown();
                    awaitWhateverInterrupts(release);
                    return Outcome.done();
                });
        world.publish("{}");
        began.await();

        Queue<Received<String>> handledElsewhere = new ConcurrentLinkedQueue<>();
        world.consume(ConsumerWorld.settings(declaration, 4), message -> {
            handledElsewhere.add(message);
            return Outcome.done();
        });

        await().until(() -> handledElsewhere.size() == 1);
        assertThat(handledElsewhere.element().delivery().redelivered()).isTrue();
        await().until(() -> !first.liveness().check().healthy());
        assertThat(first.liveness().check().message()).contains("1 handlers").contains("restart the service");
        assertThat(world.gauge("stuck")).isEqualTo(1);

        release.countDown();
        await().until(() -> first.liveness().check().healthy());
        await().until(() -> world.info().getNumAckPending() == 0);
        assertThat(handledElsewhere).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("errors")
    void triesAgainAfterAnErrorAndItsLaneGoesOn(Supplier<Error> error) throws Exception {
        Queue<String> handled = new ConcurrentLinkedQueue<>();
        AtomicInteger failures = new AtomicInteger();
        world.consume(4, message -> {
            if (message.payload().equals("first") && failures.getAndIncrement() == 0) {
                throw error.get();
            }
            handled.add(message.payload());
            return Outcome.done();
        });

        world.publish(7, "first");
        world.publish(7, "second");

        await().until(() -> world.settled("done") == 2);
        assertThat(handled).containsExactlyInAnyOrder("first", "second");
        assertThat(world.settled("retried")).isEqualTo(1);
        assertThat(world.reported()).isEmpty();
    }

    static Stream<Supplier<Error>> errors() {
        return Stream.of(
                () -> new OutOfMemoryError("thrown by hand"),
                () -> new StackOverflowError("thrown by hand"),
                () -> new NoClassDefFoundError("thrown by hand"));
    }

    private static void awaitWhateverInterrupts(CountDownLatch latch) {
        boolean interrupted = false;
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException ignored) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
