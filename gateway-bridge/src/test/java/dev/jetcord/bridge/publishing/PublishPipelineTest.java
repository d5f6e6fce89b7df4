package dev.jetcord.bridge.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.ObjectBucket;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.DataReference;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import io.nats.client.api.MessageInfo;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PublishPipelineTest {
    @Test
    void whatNoMessageCanHoldGoesToTheObjectStoreAndKeepsNoOtherBack() throws Exception {
        try (TestNats nats = TestNats.start()) {
            withPipeline(nats, (connection, pipeline) -> {
                byte[] random = new byte[3 << 20];
                new Random(1).nextBytes(random);
                List<Settlement> settlements = new CopyOnWriteArrayList<>();
                nats.kill();
                await().until(() -> !connection.health().check().healthy());
                pipeline.publish(event(1, random), settlements::add);
                pipeline.publish(event(2, "{}"), settlements::add);
                pipeline.publish(event(3, "{}"), settlements::add);
                nats.restart();
                settle(pipeline);

                assertThat(settlements).hasSize(3).allMatch(Settlement.Stored.class::isInstance);
                var management = connection.connection().jetStreamManagement();
                // It is the last one, since its body was stored first.
                MessageInfo large = management.getMessage("EVENTS", 3);
                assertThat(header(large, "Nats-Msg-Id")).isEqualTo("s:1");
                assertThat(large.getData()).isNullOrEmpty();
                DataReference reference = DataReference.parse(header(large, "ce-dataref"));
                assertThat(new ObjectBucket(connection, reference.bucket()).get(reference.object()))
                        .hasValueSatisfying(stored -> assertThat(stored).isEqualTo(random));
            });
        }
    }

    @Test
    void aLargeBodyIsCompressedAndASmallOneStandsAsItCame() throws Exception {
        OutgoingEvent small = event(1, "x".repeat(32 << 10));
        OutgoingEvent large = event(2, "x".repeat((32 << 10) + 1));
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);

        assertThat(BodyCompression.apply(small)).isSameAs(small);
        assertThat(OutgoingEventTest.headers(BodyCompression.apply(event(3, random))))
                .doesNotContainKey("content-encoding");
        OutgoingEvent compressed = BodyCompression.apply(large);
        assertThat(OutgoingEventTest.headers(compressed)).containsEntry("content-encoding", "gzip");
        try (GZIPInputStream gzip =
                new GZIPInputStream(new ByteArrayInputStream(compressed.body().bytes()))) {
            assertThat(gzip.readAllBytes()).isEqualTo(large.body().bytes());
        }
    }

    @Test
    void nothingIsLostOrDoubledWhenNatsIsKilledUnderEvents() throws Exception {
        try (TestNats nats = TestNats.start()) {
            withPipeline(nats, (connection, pipeline) -> {
                AtomicInteger stored = new AtomicInteger();
                for (int sequence = 1; sequence <= 300; sequence++) {
                    if (sequence == 100) {
                        nats.kill();
                    }
                    if (sequence == 2) {
                        // Which of those comes first that are on their way when the server dies is anybody's guess.
                        settle(pipeline);
                    }
                    pipeline.publish(event(sequence, "{\"n\": " + sequence + "}"), settlement -> {
                        if (settlement instanceof Settlement.Stored) {
                            stored.incrementAndGet();
                        }
                    });
                }
                // The client takes a moment to see that its socket is closed.
                await().until(() -> {
                    pipeline.tick();
                    return !pipeline.health().check().healthy();
                });
                nats.restart();

                settle(pipeline);
                assertThat(stored).hasValue(300);
                assertThat(stored(connection)).isEqualTo(300);
                MessageInfo first =
                        connection.connection().jetStreamManagement().getMessage("EVENTS", 1);
                assertThat(new String(requireNonNull(first.getData()), UTF_8)).isEqualTo("{\"n\": 1}");
                assertThat(requireNonNull(first.getHeaders()).getFirst("Nats-Msg-Id"))
                        .isEqualTo("s:1");
                assertThat(requireNonNull(first.getHeaders()).getFirst("ce-type"))
                        .isEqualTo("com.discord.message_create.v10");
            });
        }
    }

    @Test
    void aDrainGoesOnWhileEventsAreStoredAndNotForLongAfterTheLast() throws Exception {
        try (TestNats nats = TestNats.start()) {
            withPipeline(nats, (connection, other) -> {
                // A second passes whenever the time is asked for.
                AtomicInteger seconds = new AtomicInteger();
                AtomicReference<PublishPipeline> pipeline = new AtomicReference<>();
                try (ClaimCheck claims = new ClaimCheck(new ObjectBucket(connection, Topology.OVERSIZE_BUCKET))) {
                    pipeline.set(new PublishPipeline(
                            new SilentLine(),
                            claims,
                            () -> {
                                int now = seconds.getAndIncrement();
                                if (now == 8 || now == 16) {
                                    pipeline.get().stored(now / 8, "EVENTS", 1, false);
                                }
                                return Duration.ofSeconds(now);
                            },
                            1000,
                            1 << 20));
                    for (int sequence = 1; sequence <= 3; sequence++) {
                        pipeline.get().publish(event(sequence, "{}"), settlement -> {});
                    }

                    assertThat(pipeline.get().drain(Duration.ofMinutes(10))).isEqualTo(1);

                    int most = 16 + (int) PublishPipeline.STALLED.toSeconds() + 4;
                    assertThat(seconds.get()).isBetween(16 + (int) PublishPipeline.STALLED.toSeconds(), most);
                }
            });
        }
    }

    private interface Scenario {
        void run(NatsConnection connection, PublishPipeline pipeline) throws Exception;
    }

    private static void withPipeline(TestNats nats, Scenario scenario) throws Exception {
        NatsConfiguration configuration = new NatsConfiguration(List.of(nats.url()), Optional.empty());
        try (NatsConnection connection = new NatsConnection(configuration, "test")) {
            connection.awaitConnected();
            NatsPublishLine line = new NatsPublishLine(connection);
            new Provisioner(connection, 1).apply();
            try (ClaimCheck claims = new ClaimCheck(new ObjectBucket(connection, Topology.OVERSIZE_BUCKET))) {
                PublishPipeline pipeline =
                        new PublishPipeline(line, claims, () -> Duration.ofNanos(System.nanoTime()), 1000, 1 << 20);
                line.answerTo(pipeline);
                scenario.run(connection, pipeline);
            }
        }
    }

    private static void settle(PublishPipeline pipeline) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    pipeline.tick();
                    return pipeline.messagesInHand() == 0;
                });
    }

    private static String header(MessageInfo message, String name) {
        return requireNonNull(requireNonNull(message.getHeaders()).getFirst(name));
    }

    private static long stored(NatsConnection connection) throws Exception {
        return connection
                .connection()
                .jetStreamManagement()
                .getStreamInfo("EVENTS")
                .getStreamState()
                .getMsgCount();
    }

    private static OutgoingEvent event(long sequence, String json) {
        return event(sequence, json.getBytes(UTF_8));
    }

    private static OutgoingEvent event(long sequence, byte[] bytes) {
        Body body = new Body(bytes);
        Frame.Dispatch dispatch = new Frame.Dispatch(sequence, "MESSAGE_CREATE", body, Routing.NONE, Optional.empty());
        return OutgoingEvent.of(
                new ShardAction.Publish(dispatch, "s", new Version(1, sequence), Instant.EPOCH), 0, 1, Tracer.OFF);
    }

    /** Takes everything, and nobody answers. */
    private static final class SilentLine implements PublishLine {
        @Override
        public boolean usable() {
            return true;
        }

        @Override
        public boolean accepts(OutgoingEvent event) {
            return true;
        }

        @Override
        public void send(OutgoingEvent event, long token) {}
    }
}
