package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.testing.TestNatsNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A server whose configuration changes under a running consumer. */
class ConsumerServerFaultTest {
    private static final String ALL_OF_IT = "max_payload: 1MB";
    private static final String TOO_LITTLE = "max_payload: 16KB";
    private static final String RIGHT = users("right");
    private static final String WRONG = users("changed");

    @Test
    void keepsInTheStreamWhatIsTooLargeForALetterUntilMaxPayloadIsRaised() throws Exception {
        try (TestNatsNode node = new TestNatsNode(ALL_OF_IT);
                ConsumerWorld world = ConsumerWorld.on(node.url(), 1)) {
            world.publish('"' + "x".repeat(20 << 10) + '"');
            node.reload(TOO_LITTLE);
            NatsConnection other = world.connect(node.url());
            await().until(() -> {
                other.connection().forceReconnect();
                return other.connection().getMaxPayload() == 16 << 10;
            });

            world.consume(4, message -> Outcome.failed("ref", new IllegalStateException("broken")));

            await().until(() -> world.settled("dead_letter_not_stored") >= 1);
            assertThat(world.stored(Topology.DEADLETTERS)).isZero();
            // A client learns of a limit when it connects.
            node.kill();
            node.configure(ALL_OF_IT);
            node.restart();

            await().until(() -> world.settled("dead_letter") == 1);
            assertThat(world.stored(Topology.DEADLETTERS)).isEqualTo(1);
        }
    }

    @Test
    void saysThatItsCredentialsAreRefusedAtTheStart() {
        try (TestNatsNode node = new TestNatsNode(RIGHT);
                NatsConnection refused = new NatsConnection(
                        new NatsConfiguration(List.of(node.url("worker", "wrong")), Optional.empty()), "test")) {
            assertThatThrownBy(() -> refused.awaitConnected(Duration.ofMillis(500)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("refuses our credentials")
                    .hasMessageNotContaining("wrong");
            assertThat(refused.health().check().healthy()).isFalse();
        }
    }

    @Test
    void asksToBeRestartedOnceItsCredentialsAreRefusedAndIsThenTakenAgain() throws Exception {
        try (TestNatsNode node = new TestNatsNode(RIGHT);
                ConsumerWorld world = ConsumerWorld.on(node.url("worker", "right"), 1)) {
            BaseNatsConsumer<String> consumer = world.consume(4, message -> Outcome.done());
            world.publish("{}");
            await().until(() -> world.settled("done") == 1);
            assertThat(consumer.liveness().check().healthy()).isTrue();

            node.reload(WRONG);
            await().untilAsserted(() -> assertThat(consumer.liveness().check().message())
                    .contains("credentials")
                    .contains("restart"));
            assertThat(world.nats().health().check().healthy()).isFalse();
            node.reload(RIGHT);

            // As the restarted service does, which waits for as long as it takes.
            NatsConnection anew = world.connect(node.url("worker", "right"));
            world.consume(ConsumerWorld.settings(4), anew, message -> Outcome.done());
            anew.connection().jetStream().publish(world.message(1, "{}"));
            await().until(() -> world.settled("done") >= 2);
        }
    }

    private static String users(String password) {
        return "authorization { users: [ { user: worker, password: %s } ] }".formatted(password);
    }
}
