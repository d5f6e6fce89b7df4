package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.DeadLetterHeaders;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that the server gave up since every worker that took one died of it, against a real server. */
class AbandonedMessagesTest {
    private static final Duration ACK_WAIT = Duration.ofMillis(200);
    /** More than the attempts of any policy here. */
    private static final int DELIVERIES = 6;

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
    void makesADeadLetterOfWhatNoWorkerLivedToSettleAndTellsWhoWaits() throws Exception {
        ConsumerDeclaration declaration = world.declare(ACK_WAIT, DELIVERIES);
        world.publish("{\"token\":\"secret\"}");
        abandon(declaration);

        world.consume(ConsumerWorld.settings(declaration, 4), message -> Outcome.done());

        await().until(() -> world.deadLetters(Failure.Reason.ABANDONED) == 1);
        await().until(() -> world.reported().size() == 1);
        MessageInfo letter = world.letter();
        Headers headers = requireNonNull(letter.getHeaders());
        assertThat(new String(letter.getData(), UTF_8)).isEqualTo("{\"token\":\"redacted\"}");
        assertThat(headers.getFirst(DeadLetterHeaders.REASON)).isEqualTo("ABANDONED");
        assertThat(headers.getFirst(DeadLetterHeaders.DELIVERIES)).isEqualTo(Integer.toString(DELIVERIES));
        assertThat(headers.getFirst(DeadLetterHeaders.REFERENCE))
                .isEqualTo(world.reported().element().reference());
        // The stream keeps its history.
        assertThat(world.stored(Topology.EVENTS)).isEqualTo(1);
        assertThat(world.settled("done")).isZero();
    }

    @Test
    void takesTheAbandonedMessageOutOfAWorkQueue() throws Exception {
        ConsumerDeclaration usual = Topology.ELIGIBILITY_WORKER;
        ConsumerDeclaration declaration = new ConsumerDeclaration(
                usual.stream(), usual.durable(), usual.filterSubject(), ACK_WAIT, usual.maxAckPending(), DELIVERIES);
        world.declare(declaration);
        world.connection().jetStream().publish("eligibility.check.p00", "{}".getBytes(UTF_8));
        abandon(declaration);
        assertThat(world.stored(Topology.ELIGIBILITY)).isEqualTo(1);

        world.consume(ConsumerWorld.settings(declaration, 4), message -> Outcome.done());

        await().until(() -> world.stored(Topology.ELIGIBILITY) == 0);
        assertThat(world.stored(Topology.DEADLETTERS)).isEqualTo(1);
    }

    @Test
    void triesAgainWhileTheDeadLetterStreamIsAway() throws Exception {
        ConsumerDeclaration declaration = world.declare(ACK_WAIT, DELIVERIES);
        world.management().deleteStream(Topology.DEADLETTERS);
        world.publish("{}");
        abandon(declaration);

        world.consume(ConsumerWorld.settings(declaration, 4), message -> Outcome.done());
        // The advisory was taken and given back.
        await().until(() -> world.management()
                        .getConsumerInfo(
                                Topology.ADVISORIES, declaration.abandoned().durable())
                        .getNumAckPending()
                == 1);
        assertThat(world.reported()).isEmpty();
        world.provision();

        await().until(() -> world.deadLetters(Failure.Reason.ABANDONED) == 1);
        assertThat(world.stored(Topology.DEADLETTERS)).isEqualTo(1);
        await().until(() -> world.reported().size() == 1);
    }

    /** Takes a message as often as the server gives it and says nothing, as a worker that is killed each time. */
    private void abandon(ConsumerDeclaration declaration) throws Exception {
        JetStreamSubscription dying = world.connection()
                .jetStream()
                .subscribe(null, PullSubscribeOptions.bind(declaration.stream(), declaration.durable()));
        for (int delivery = 1; delivery <= DELIVERIES; delivery++) {
            List<Message> taken = dying.fetch(1, Duration.ofSeconds(20));
            assertThat(taken).hasSize(1);
            assertThat(taken.getFirst().metaData().deliveredCount()).isEqualTo(delivery);
        }
        // Only whoever pulls learns that the last ack wait has run out.
        await().until(() -> {
            assertThat(dying.fetch(1, Duration.ofMillis(100))).isEmpty();
            return world.stored(Topology.ADVISORIES) == 1;
        });
        dying.unsubscribe();
    }
}
