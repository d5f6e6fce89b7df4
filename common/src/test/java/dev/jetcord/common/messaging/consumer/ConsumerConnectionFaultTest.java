package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.sandbox.nats.FaultyProxy;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A network and a server that fail under a consumer. */
class ConsumerConnectionFaultTest {
    private static final Pattern SUBSCRIPTION = Pattern.compile("SUB (\\S+) (\\d+)\r\n");
    private static final Pattern PULL =
            Pattern.compile("PUB \\$JS\\.API\\.CONSUMER\\.MSG\\.NEXT\\.EVENTS\\.event-worker (\\S+) ");

    private final Queue<Received<String>> handled = new ConcurrentLinkedQueue<>();
    private ConsumerWorld world;
    private ConsumerDeclaration declaration;
    private FaultyProxy proxy;
    private NatsConnection throughProxy;

    @BeforeEach
    void start() throws Exception {
        world = ConsumerWorld.start();
        declaration = world.declare(Duration.ofSeconds(1), 20);
        proxy = new FaultyProxy(world.server().url());
        throughProxy = world.connect(proxy.url());
    }

    @AfterEach
    void stop() {
        world.close();
        proxy.close();
    }

    @Test
    void handlesAgainAsARedeliveryWhatItsLostAckLeftOpen() throws Exception {
        AtomicBoolean lost = new AtomicBoolean();
        proxy.swallowFromClients(piece -> piece.contains("+ACK") && lost.compareAndSet(false, true));
        consume();

        world.publish("{}");

        await().until(lost::get);
        proxy.cut();
        await().until(() -> handled.size() == 2);
        await().until(() -> world.info().getNumAckPending() == 0);
        assertThat(handled)
                .extracting(message -> message.delivery().redelivered())
                .containsExactly(false, true);
        assertThat(world.settled("done")).isEqualTo(2);
        assertThat(world.reported()).isEmpty();
    }

    @Test
    void takesWhatWasDeliveredIntoAPartitionOnceThatHeals() throws Exception {
        consume();
        await().until(() -> world.info().getNumWaiting() == 1);
        proxy.swallowFromClients(piece -> true);
        proxy.swallowFromServer(piece -> true);

        for (int i = 0; i < 5; i++) {
            world.publish("{}");
        }
        await().until(() -> world.info().getDelivered().getConsumerSequence() >= 4);
        assertThat(handled).isEmpty();
        proxy.heal();

        await().until(() -> world.info().getAckFloor().getStreamSequence() == 5);
        assertThat(handled)
                .extracting(message -> message.delivery().streamSequence())
                .contains(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void goesOnAfterItsConnectionWasCutAndRefusedForAWhile() throws Exception {
        consume();
        world.publish("{}");
        await().until(() -> world.settled("done") == 1);

        proxy.refuse(true);
        proxy.cut();
        await().until(() -> !throughProxy.health().check().healthy());
        world.publish("{}");
        proxy.heal();

        await().until(() -> world.settled("done") == 2);
        await().until(() -> world.info().getNumAckPending() == 0);
    }

    @Test
    void pullsToANewInboxWhenNothingReachesTheOldOne() throws Exception {
        Map<String, String> subscriptions = new ConcurrentHashMap<>();
        AtomicReference<String> inbox = new AtomicReference<>();
        proxy.swallowFromClients(piece -> {
            SUBSCRIPTION.matcher(piece).results().forEach(it -> subscriptions.put(it.group(1), it.group(2)));
            PULL.matcher(piece).results().forEach(it -> inbox.set(it.group(1)));
            return false;
        });
        BaseNatsConsumer<String> consumer = consume();
        world.publish("{}");
        await().until(() -> world.settled("done") == 1);

        // A delivery names the stream's subject, and the inbox only by its subscription's number.
        String dead = " " + subscriptions.get(inbox.get()) + " ";
        proxy.swallowFromServer(piece -> piece.contains("MSG ") && piece.contains(dead));
        world.publish("{}");

        await().until(() -> !consumer.readiness().check().healthy());
        await().until(() -> world.settled("done") == 2);
        assertThat(world.count("pull.restarts")).isPositive();
        await().until(() -> consumer.readiness().check().healthy());
    }

    @Test
    void losesNothingWhenTheServerIsKilledWithMessagesInHand() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        Map<Long, Integer> times = new ConcurrentHashMap<>();
        world.consume(ConsumerWorld.settings(declaration, 20), message -> {
            gate.await();
            times.merge(message.delivery().streamSequence(), 1, Integer::sum);
            return Outcome.done();
        });
        for (int i = 0; i < 50; i++) {
            world.publish("{}");
        }
        await().until(() -> world.gauge("in.flight") == 20);

        world.server().kill();
        gate.countDown();
        world.server().restart();

        await().ignoreExceptions().until(() -> world.info().getAckFloor().getStreamSequence() == 50);
        assertThat(times).hasSize(50);
    }

    private BaseNatsConsumer<String> consume() throws Exception {
        return world.consume(ConsumerWorld.settings(declaration, 4), throughProxy, message -> {
            handled.add(message);
            return Outcome.done();
        });
    }
}
