package dev.jetcord.bridge.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PublishPipelineTest {
    @Test
    void anEventThatIsTooLargeKeepsNoOtherBack() throws Exception {
        try (TestNats nats = TestNats.start()) {
            withPipeline(nats, (connection, pipeline) -> {
                List<Settlement> settlements = new CopyOnWriteArrayList<>();
                nats.kill();
                await().until(() -> connection.getStatus() != Connection.Status.CONNECTED);
                pipeline.publish(event(1, "x".repeat(2 << 20)), settlements::add);
                pipeline.publish(event(2, "{}"), settlements::add);
                pipeline.publish(event(3, "{}"), settlements::add);
                nats.restart();
                settle(pipeline);
                assertThat(settlements)
                        .hasSize(3)
                        .containsOnlyOnce(new Settlement.Lost("too_large"))
                        .filteredOn(Settlement.Stored.class::isInstance)
                        .hasSize(2);
                assertThat(stored(connection)).isEqualTo(2);
            });
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
                    pipeline.publish(event(sequence, "{\"n\": " + sequence + "}"), settlement -> {
                        if (settlement instanceof Settlement.Stored) {
                            stored.incrementAndGet();
                        }
                    });
                }
                pipeline.tick();
                assertThat(pipeline.health().check().healthy()).isFalse();
                nats.restart();

                settle(pipeline);
                assertThat(stored).hasValue(300);
                assertThat(stored(connection)).isEqualTo(300);
                MessageInfo first = connection.jetStreamManagement().getMessage("EVENTS", 1);
                assertThat(new String(requireNonNull(first.getData()), UTF_8)).isEqualTo("{\"n\": 1}");
                assertThat(requireNonNull(first.getHeaders()).getFirst("Nats-Msg-Id"))
                        .isEqualTo("s:1");
                assertThat(requireNonNull(first.getHeaders()).getFirst("ce-type"))
                        .isEqualTo("com.discord.message_create.v10");
            });
        }
    }

    private interface Scenario {
        void run(Connection connection, PublishPipeline pipeline) throws Exception;
    }

    @SuppressWarnings("try") // jnats declares that close() may be interrupted; an interrupted test may end so
    private static void withPipeline(TestNats nats, Scenario scenario) throws Exception {
        try (Connection connection = Nats.connect(Options.builder()
                .server(nats.url())
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(100))
                .build())) {
            connection
                    .jetStreamManagement()
                    .addStream(StreamConfiguration.builder()
                            .name("EVENTS")
                            .subjects("events.>")
                            .build());
            NatsPublishLine line = new NatsPublishLine(connection);
            PublishPipeline pipeline =
                    new PublishPipeline(line, () -> Duration.ofNanos(System.nanoTime()), 1000, 1 << 20);
            line.answerTo(pipeline);
            scenario.run(connection, pipeline);
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

    private static long stored(Connection connection) throws Exception {
        return connection
                .jetStreamManagement()
                .getStreamInfo("EVENTS")
                .getStreamState()
                .getMsgCount();
    }

    private static OutgoingEvent event(long sequence, String json) {
        Body body = new Body(json.getBytes(UTF_8));
        Frame.Dispatch dispatch = new Frame.Dispatch(sequence, "MESSAGE_CREATE", body, Routing.NONE, Optional.empty());
        return OutgoingEvent.of(new ShardAction.Publish(dispatch, "s", new Version(1, sequence), Instant.EPOCH), 0, 1);
    }
}
