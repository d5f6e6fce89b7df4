package dev.jetcord.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.BatchLimits;
import dev.jetcord.common.messaging.consumer.Failure;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.deadletter.DeadLetter;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What a worker makes of messages from a real NATS server. */
class RunningConsumerTest {
    private final GuildNames guilds = new GuildNames();

    @Test
    void showsHowEachMessageEnds() throws Exception {
        try (TestConsumer<String> consumer = guilds.worker().start()) {
            long done = consumer.publish(GuildNames.joined("Home"));
            long refused = consumer.publish(GuildNames.joined("forbidden"));
            long late = consumer.publish(GuildNames.joined("late"));

            assertThat(consumer.await(done).end()).isEqualTo(Fate.End.DONE);
            assertThat(consumer.await(refused).end()).isEqualTo(Fate.End.REJECTED);
            assertThat(consumer.await(late).end()).isEqualTo(Fate.End.EXPIRED);
            assertThat(guilds.names()).containsExactly("Home");
            assertThat(consumer.told()).isEmpty();
        }
    }

    @Test
    void showsTheDeadLetterOfWhatIsGivenUp() throws Exception {
        try (TestConsumer<String> consumer = guilds.worker().start()) {
            long message = consumer.publish(GuildNames.joined("out of reach"));

            consumer.awaitRetries(message, 2);
            Fate fate = consumer.await(message);

            assertThat(fate.end()).isEqualTo(Fate.End.DEAD_LETTER);
            assertThat(fate.deliveries()).isEqualTo(3);
            DeadLetter letter = fate.deadLetter().orElseThrow();
            assertThat(letter.reason()).isEqualTo("EXHAUSTED");
            assertThat(letter.body()).isEqualTo("{\"name\":\"out of reach\"}");
            assertThat(consumer.told()).extracting(Failure::reference).containsExactly(letter.reference());
        }
    }

    @Test
    void showsThatAMessageBreaksTheContract() throws Exception {
        try (TestConsumer<String> consumer = guilds.worker().start()) {
            Fate fate = consumer.run(GuildNames.joined("Home").body("no JSON"));

            assertThat(fate.deadLetter()).map(DeadLetter::reason).contains("INVALID");
            assertThat(fate.deliveries()).isEqualTo(1);
        }
    }

    @Test
    void deliversAgainWhatWasHandledWhenItsAcknowledgementIsLost() throws Exception {
        try (TestConsumer<String> consumer =
                guilds.worker().losingAcknowledgements(1).start()) {
            Fate fate = consumer.run(GuildNames.joined("Home"));

            assertThat(fate.end()).isEqualTo(Fate.End.DONE);
            assertThat(fate.deliveries()).isEqualTo(2);
            // This worker is not idempotent, and the test shows it.
            assertThat(guilds.names()).containsExactly("Home", "Home");
        }
    }

    @Test
    void runsWorkersThatTakeBatches() throws Exception {
        Queue<Integer> sizes = new ConcurrentLinkedQueue<>();
        TestWorker<String> worker = TestWorker.<String>ofBatches(
                        Topology.EVENT_WORKER,
                        new BatchLimits(2, Duration.ofSeconds(20)),
                        GuildNames::decode,
                        messages -> {
                            sizes.add(messages.size());
                            return messages.stream()
                                    .map(message -> message.payload().equals("forbidden")
                                            ? new Outcome.Reject("forbidden name")
                                            : Outcome.done())
                                    .toList();
                        })
                .with(settings -> settings.withPermits(4));
        try (TestConsumer<String> consumer = worker.start()) {
            long first = consumer.publish(GuildNames.joined("Home"));
            long second = consumer.publish(GuildNames.joined("forbidden"));

            assertThat(consumer.await(first).end()).isEqualTo(Fate.End.DONE);
            assertThat(consumer.await(second).end()).isEqualTo(Fate.End.REJECTED);
            assertThat(sizes).containsExactly(2);
        }
    }
}
