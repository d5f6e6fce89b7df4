package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.testing.TestNatsCluster;
import io.nats.client.Message;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A consumer of three replicas whose leader goes away. */
class ConsumerClusterTest {
    private static final int MESSAGES = 50;

    private final Set<Long> handled = ConcurrentHashMap.newKeySet();
    private TestNatsCluster cluster;
    private ConsumerWorld world;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestNatsCluster();
        world = ConsumerWorld.on(cluster.url(), 3);
        ConsumerDeclaration declaration = world.declare(Duration.ofSeconds(2), 20);
        world.consume(ConsumerWorld.settings(declaration, 16), message -> {
            handled.add(message.delivery().streamSequence());
            return Outcome.done();
        });
    }

    @AfterEach
    void stop() {
        world.close();
        cluster.close();
    }

    @Test
    void goesOnWhenItsLeaderStepsDown() throws Exception {
        publish();
        String leader = leader();

        Message answer = world.connection()
                .request("$JS.API.CONSUMER.LEADER.STEPDOWN.EVENTS.event-worker", new byte[0], Duration.ofSeconds(5));
        assertThat(new String(requireNonNull(answer).getData(), UTF_8)).contains("\"success\":true");
        publish();

        awaitAllHandled();
        assertThat(leader()).isNotEqualTo(leader);
    }

    @Test
    void losesNothingWhenTheNodeOfItsLeaderIsKilled() throws Exception {
        publish();

        cluster.node(leader()).kill();
        publish();

        awaitAllHandled();
    }

    private void publish() {
        for (int i = 0; i < MESSAGES; i++) {
            await().pollDelay(Duration.ZERO).ignoreExceptions().until(() -> {
                world.publish("{}");
                return true;
            });
        }
    }

    /** Each message that the stream holds, and the server knows it. */
    private void awaitAllHandled() {
        await().ignoreExceptions().until(() -> {
            long last = world.management()
                    .getStreamInfo(Topology.EVENTS)
                    .getStreamState()
                    .getLastSequence();
            return world.info().getAckFloor().getStreamSequence() == last && handled.contains(last);
        });
        assertThat(handled.size()).isGreaterThanOrEqualTo(2 * MESSAGES);
    }

    private String leader() {
        return await().ignoreExceptions()
                .until(
                        () -> requireNonNull(world.info().getClusterInfo()).getLeader(),
                        leader -> leader != null && !leader.isEmpty());
    }
}
