package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.wire.DeadLetterHeaders;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches against a real server. */
class ConsumerBatchTest {
    /** So long that only a full batch is handed over. */
    private static final Duration FOREVER = Duration.ofHours(1);

    private static final Duration SOON = Duration.ofMillis(50);

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
    void handsOverHundredsInOneCallInTheOrderOfTheStream() throws Exception {
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        Queue<Long> sequences = new ConcurrentLinkedQueue<>();
        // Permits for two batches make one lane.
        world.consume(ConsumerWorld.settings(400), new BatchLimits(200, FOREVER), messages -> {
            sizes.add(messages.size());
            messages.forEach(message -> sequences.add(message.delivery().streamSequence()));
            return done(messages);
        });

        send(400);

        await().until(() -> world.settled("done") == 400);
        assertThat(sizes).containsExactly(200, 200);
        assertThat(List.copyOf(sequences)).hasSize(400).isSorted();
        await().until(() -> world.info().getNumAckPending() == 0);
    }

    @Test
    void keepsTheOrderOfAKeyOverLanesAndSettlesEachMessageByItsOwnOutcome() throws Exception {
        Map<Long, Queue<Long>> orders = new ConcurrentHashMap<>();
        world.consume(
                ConsumerWorld.settings(200),
                new BatchLimits(25, SOON),
                messages -> messages.stream()
                        .map(message -> {
                            if (message.delivery().redelivered()) {
                                return Outcome.done();
                            }
                            long sequence = message.delivery().streamSequence();
                            long guild =
                                    message.envelope().guild().orElseThrow().value();
                            orders.computeIfAbsent(guild, key -> new ConcurrentLinkedQueue<>())
                                    .add(sequence);
                            return sequence % 10 == 0 ? Outcome.retry("every tenth") : Outcome.done();
                        })
                        .toList());

        for (int i = 0; i < 400; i++) {
            world.send(1 + i % 9, "{}");
        }

        await().until(() -> world.settled("done") == 400);
        assertThat(world.settled("retried")).isEqualTo(40);
        assertThat(orders).hasSize(9);
        assertThat(orders.values())
                .allSatisfy(order -> assertThat(List.copyOf(order)).isSorted());
    }

    @Test
    void runsWhatABatchThrewAtOneByOneSoThatThePoisonAloneIsGivenUp() throws Exception {
        Queue<Integer> again = new ConcurrentLinkedQueue<>();
        send(24);
        world.send(1, "poison");
        send(25);
        world.consume(ConsumerWorld.settings(100), new BatchLimits(50, SOON), messages -> {
            if (messages.getFirst().delivery().redelivered()) {
                again.add(messages.size());
            }
            if (messages.stream().anyMatch(message -> message.payload().equals("poison"))) {
                throw new IllegalStateException("poisoned");
            }
            return done(messages);
        });

        await().until(() -> world.settled("dead_letter") == 1);
        await().until(() -> world.settled("done") == 49);
        Headers letter = requireNonNull(world.letter().getHeaders());
        assertThat(letter.getFirst(DeadLetterHeaders.ORIGINAL_ID)).isEqualTo("s:25");
        assertThat(letter.getFirst(DeadLetterHeaders.REASON)).isEqualTo("EXHAUSTED");
        assertThat(again).isNotEmpty().containsOnly(1);
        await().until(() -> world.info().getNumAckPending() == 0);
    }

    @Test
    void finishesTheBatchThatRunsAndGivesBackTheOneThatFillsWhenDrained() throws Exception {
        ConsumerDeclaration declaration = world.declare(Duration.ofSeconds(2), 20);
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        BaseNatsConsumer<String> consumer =
                world.consume(ConsumerWorld.settings(declaration, 400), new BatchLimits(200, FOREVER), messages -> {
                    began.countDown();
                    gate.await();
                    return done(messages);
                });
        send(300);
        began.await();
        await().until(() -> world.gauge("in.flight") == 300);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var drained = threads.submit(() -> consumer.drain(Duration.ofSeconds(20)));
            await().until(() -> world.settled("given_back") == 100);
            gate.countDown();
            assertThat(drained.get()).isTrue();
        }

        assertThat(world.settled("done")).isEqualTo(200);
        Set<Long> rest = ConcurrentHashMap.newKeySet();
        world.consume(ConsumerWorld.settings(declaration, 100), message -> {
            rest.add(message.delivery().streamSequence());
            return Outcome.done();
        });
        await().until(() -> world.info().getAckFloor().getStreamSequence() == 300);
        // All that was given back and nothing else; an old server may deliver one of them twice.
        assertThat(rest)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(201, 300).boxed().toList());
    }

    private void send(int messages) {
        for (int i = 0; i < messages; i++) {
            world.send(1 + i % 9, "{}");
        }
    }

    private static List<Outcome> done(List<Received<String>> messages) {
        return messages.stream().map(message -> Outcome.done()).toList();
    }
}
