package dev.jetcord.bridge.shard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.bridge.checkpoint.Checkpoint;
import dev.jetcord.bridge.checkpoint.CheckpointKey;
import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.frame.SessionStart;
import dev.jetcord.bridge.identify.IdentifyBudget;
import dev.jetcord.bridge.publishing.ClaimCheck;
import dev.jetcord.bridge.publishing.NatsPublishLine;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.publishing.Settlement;
import dev.jetcord.bridge.session.Fatality;
import dev.jetcord.bridge.session.GatewaySession;
import dev.jetcord.bridge.session.Intents;
import dev.jetcord.bridge.session.ShardNotice;
import dev.jetcord.bridge.session.ShardPhase;
import dev.jetcord.bridge.session.ShardSettings;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.bridge.transport.ConnectionListener;
import dev.jetcord.bridge.transport.GatewayConnection;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.ObjectBucket;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.operations.Health;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.testing.TestNats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a shard is handed over, with a gateway that answers when the test says so, and checkpoints in a real NATS server. */
class ShardFleetTest {
    private static final URI GATEWAY = URI.create("wss://gateway.test");
    private static final Frame HELLO = new Frame.Hello(Duration.ofSeconds(40));
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
    private final ScriptedGateway gateway = new ScriptedGateway();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean held = true;
    private KeyValueBucket checkpoints;
    private ClaimCheck claims;
    private ShardFleet fleet;

    @BeforeEach
    void start() throws Exception {
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
        checkpoints = new KeyValueBucket(nats, Topology.SHARDS_BUCKET);
        claims = new ClaimCheck(new ObjectBucket(nats, Topology.OVERSIZE_BUCKET));
        NatsPublishLine line = new NatsPublishLine(nats);
        PublishPipeline pipeline =
                new PublishPipeline(line, claims, () -> Duration.ofNanos(System.nanoTime()), 1000, 1 << 20);
        line.answerTo(pipeline);
        fleet = new ShardFleet(
                shard -> new ShardSettings(shard, 1, new Secret("a.b.c"), Intents.of(Intents.Intent.GUILDS), GATEWAY),
                checkpoints,
                new ShardParts(
                        (url, compression, listener) -> gateway.connect(listener),
                        Compression.NONE,
                        pipeline,
                        new FreeTurns(),
                        new NoObserver(),
                        event -> true,
                        event -> {},
                        Tracer.OFF,
                        () -> Duration.ofNanos(System.nanoTime()),
                        InstantSource.system(),
                        new Random(1)),
                new ShardMetrics(new SimpleMeterRegistry()));
        fleet.start(0, 1, () -> {
            asked.incrementAndGet();
            return held;
        });
        await().until(() -> gateway.listener != null);
    }

    @AfterEach
    void close() {
        fleet.abandon(0);
        await().until(() -> fleet.shard(0).isEmpty());
        claims.close();
        nats.close();
        server.close();
    }

    @Test
    void aSessionThatIsOnlyBeginningIsHandedOverOnceItCanBeResumed() throws Exception {
        identify();
        assertThat(fleet.beginning(0)).isTrue();
        Thread handing = beginHandOver();
        assertThat(gateway.closed).as("before READY").isEmpty();

        gateway.ready();

        assertThat(handing.join(LIMIT)).isTrue();
        assertThat(gateway.closed).containsExactly(4000);
        assertThat(checkpoint()).hasValueSatisfying(session -> {
            assertThat(session.id()).isEqualTo("s");
            assertThat(session.acknowledged()).isEqualTo(1);
        });
    }

    @Test
    void aShardWhoseCheckpointIsNotReadYetIsNotLive() throws Exception {
        fleet.abandon(0);
        await().until(() -> fleet.shard(0).isEmpty());
        server.kill();

        fleet.start(0, 2, () -> held);

        assertThat(fleet.live().check()).isEqualTo(Health.Status.unhealthy("shard 0 waits for its checkpoint"));
        server.restart();
        await().until(() -> fleet.live().check().equals(Health.Status.unhealthy("shard 0 is CONNECTING")));
    }

    @Test
    void aShardThatHasNotIdentifiedLeavesAtOnce() throws Exception {
        gateway.listener().opened();
        await().until(() -> phase() == ShardPhase.AWAITING_HELLO);
        assertThat(fleet.beginning(0)).isFalse();
        gateway.onItsWay = () -> gateway.listener().message(HELLO);

        assertThat(beginHandOver().join(LIMIT)).isTrue();

        assertThat(gateway.sent).isEmpty();
        assertThat(checkpoint()).isEmpty();
    }

    @Test
    void aLeaseThatLapsesEndsTheWaitForASession() throws Exception {
        identify();
        Thread handing = beginHandOver();

        held = false;

        assertThat(handing.join(LIMIT)).isTrue();
        assertThat(gateway.closed).containsExactly(4000);
    }

    @Test
    void theLastCheckpointIsWrittenOnceNatsIsBack() throws Exception {
        identify();
        server.kill();
        Thread handing = beginHandOver();
        gateway.ready();
        await().until(() -> phase() == ShardPhase.STOPPED);
        // Asked after each attempt, now that the shard itself asks no more.
        int before = asked.get();
        await().until(() -> asked.get() > before);

        server.restart();

        assertThat(handing.join(LIMIT)).isTrue();
        assertThat(checkpoint())
                .hasValueSatisfying(session -> assertThat(session.id()).isEqualTo("s"));
    }

    private void identify() {
        gateway.listener().opened();
        gateway.listener().message(HELLO);
        await().until(() -> !gateway.sent.isEmpty() && phase() == ShardPhase.IDENTIFYING);
    }

    /** Returns when nothing goes on without the gateway, or when it is over. */
    private Thread beginHandOver() {
        Thread handing = Thread.ofVirtual().start(() -> {
            try {
                fleet.handOver(0);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> handing.getState() == Thread.State.WAITING || !handing.isAlive());
        return handing;
    }

    private ShardPhase phase() {
        return fleet.shard(0).orElseThrow().status().phase();
    }

    /** What the next holder takes up. */
    private Optional<GatewaySession> checkpoint() throws Exception {
        Checkpoint none = new Checkpoint(Optional.empty(), 0, Compression.NONE);
        return new CheckpointKey(checkpoints, 0, 1, 2, none).take().session();
    }

    /** Says only what the test makes it say. */
    private static final class ScriptedGateway implements GatewayConnection {
        private final List<String> sent = new CopyOnWriteArrayList<>();
        private final List<Integer> closed = new CopyOnWriteArrayList<>();
        private volatile @Nullable ConnectionListener listener;
        /** What comes although nothing more is asked for. */
        private volatile Runnable onItsWay = () -> {};

        GatewayConnection connect(ConnectionListener connected) {
            listener = connected;
            return this;
        }

        ConnectionListener listener() {
            return requireNonNull(listener, "a connection");
        }

        void ready() {
            SessionStart start = new SessionStart("s", URI.create("wss://resume.test"));
            listener()
                    .message(new Frame.Dispatch(
                            1, "READY", new Body("{}".getBytes(UTF_8)), Routing.NONE, Optional.of(start)));
        }

        @Override
        public void send(String text) {
            sent.add(text);
        }

        @Override
        public void close(int code, String reason) {
            onItsWay.run();
            closed.add(code);
            listener().closed(code);
        }

        @Override
        public void abort() {}

        @Override
        public void processed() {}

        @Override
        public void pauseReading() {
            onItsWay.run();
        }

        @Override
        public void resumeReading() {}
    }

    private static final class FreeTurns implements IdentifyBudget {
        @Override
        public void request(int shard, Runnable granted) {
            granted.run();
        }

        @Override
        public void sent(int shard) {}

        @Override
        public void giveBack(int shard) {}
    }

    private static final class NoObserver implements ShardObserver {
        @Override
        public void noticed(int shard, ShardNotice notice) {}

        @Override
        public void received(int shard, int wireBytes) {}

        @Override
        public void settled(int shard, OutgoingEvent event, Settlement settlement) {}

        @Override
        public void failed(int shard, Fatality fatality) {}
    }
}
