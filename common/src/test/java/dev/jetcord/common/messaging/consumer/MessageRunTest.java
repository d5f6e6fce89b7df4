package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.TraceContext;
import dev.jetcord.common.wire.Version;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class MessageRunTest {
    private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:00Z");
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<List<Long>> handled = new ArrayList<>();
    private final List<@Nullable String> labels = new ArrayList<>();
    private final List<Optional<String>> traces = new ArrayList<>();
    private BodyReader.Objects objects = reference -> Optional.empty();

    @Test
    void handsOverTogetherWhatComesForTheFirstTimeAndAloneWhatComesAgain() {
        List<RecordedDelivery> deliveries =
                List.of(delivery(1, 1), delivery(2, 1), delivery(3, 2), delivery(4, 2), delivery(5, 1), delivery(6, 1));

        run(this::done, deliveries);

        assertThat(handled).containsExactly(List.of(1L, 2L), List.of(3L), List.of(4L), List.of(5L, 6L));
        assertThat(deliveries).allSatisfy(it -> assertThat(it.said()).containsExactly("ack"));
        assertThat(registry.get("jetcord.consumer.redelivered").counter().count())
                .isEqualTo(2);
    }

    @Test
    void handsOverNothingWhereNothingIsReadable() {
        RecordedDelivery bad = new RecordedDelivery(1, 1, Map.of(), new byte[0]);

        run(this::done, List.of(bad));

        assertThat(handled).isEmpty();
        assertThat(bad.said()).containsExactly("term");
    }

    @Test
    void keepsTheReadableOnesOfABatchFromTheHarmOfTheOthers() {
        RecordedDelivery good = delivery(1, 1);
        RecordedDelivery bad = new RecordedDelivery(2, 1, envelope(2).headers(), "bad".getBytes(UTF_8));
        RecordedDelivery unreadable = new RecordedDelivery(3, 1, envelope(3).headers(), "error".getBytes(UTF_8));

        run(this::done, List.of(unreadable, bad, good));

        assertThat(handled).containsExactly(List.of(1L));
        assertThat(good.said()).containsExactly("ack");
        assertThat(bad.said()).containsExactly("term");
        assertThat(unreadable.said()).singleElement().asString().startsWith("nak");
    }

    @Test
    void triesAgainWhenTheObjectStoreDoesNotAnswer() {
        objects = reference -> {
            throw new IOException("no answer");
        };
        Map<String, String> headers = new HashMap<>(envelope(1).headers());
        headers.put(Headers.DATA_REFERENCE, "nats-object:oversize/name");
        RecordedDelivery away = new RecordedDelivery(1, 1, headers, new byte[0]);

        run(this::done, List.of(away));

        assertThat(away.said()).hasSize(1);
        assertThat(handled).isEmpty();
    }

    @Test
    void settlesEachByItsOwnOutcome() {
        List<RecordedDelivery> three = List.of(delivery(1, 1), delivery(2, 1), delivery(3, 1));

        run(
                messages -> List.of(
                        Outcome.done(),
                        new Outcome.Retry("passing", Optional.of(Duration.ofSeconds(7))),
                        new Outcome.Expired()),
                three);

        assertThat(three)
                .extracting(RecordedDelivery::said)
                .containsExactly(List.of("ack"), List.of("nak PT7S"), List.of("term"));
    }

    @Test
    void triesAllAgainWhenTheHandlerGivesTooFewOutcomes() {
        List<RecordedDelivery> two = List.of(delivery(1, 1), delivery(2, 1));

        run(messages -> List.of(Outcome.done()), two);

        assertThat(two)
                .allSatisfy(
                        it -> assertThat(it.said()).singleElement().asString().startsWith("nak"));
    }

    @Test
    @SuppressWarnings("NullAway") // as a worker may that is compiled without it
    void triesAgainWhenTheHandlerGivesNoOutcome() {
        RecordedDelivery one = delivery(1, 1);

        run(messages -> Collections.singletonList(null), List.of(one));

        assertThat(one.said()).singleElement().asString().startsWith("nak");
    }

    @Test
    void namesTheMessageThatIsHandledAloneToLogsAndToWhatItAsks() {
        run(this::done, List.of(delivery(1, 1)));
        assertThat(labels).containsExactly("s:1", TRACE);
        assertThat(traces)
                .singleElement()
                .satisfies(it -> assertThat(it)
                        .hasValueSatisfying(trace -> assertThat(trace).contains(TRACE)));
        assertThat(MDC.get("message_id")).isNull();
        assertThat(MDC.get("trace_id")).isNull();

        labels.clear();
        traces.clear();
        run(this::done, List.of(delivery(2, 1), delivery(3, 1)));
        assertThat(labels).containsExactly(null, null);
        assertThat(traces).containsExactly(Optional.empty());
    }

    @Test
    void measuresTheTimeSinceTheBridgeReceivedTheFrame() {
        run(this::done, List.of(delivery(1, 1)));

        var timer = registry.get("jetcord.consumer.receipt.to.settlement").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
    }

    private List<Outcome> done(List<Received<String>> messages) {
        labels.add(MDC.get("message_id"));
        labels.add(MDC.get("trace_id"));
        traces.add(TraceContext.current());
        handled.add(messages.stream()
                .map(message -> message.delivery().streamSequence())
                .toList());
        return messages.stream().map(message -> Outcome.done()).toList();
    }

    private void run(BatchHandler<String> handler, List<RecordedDelivery> deliveries) {
        ConsumerMetrics metrics = new ConsumerMetrics(registry, "test");
        Duration cap = Duration.ofMinutes(1);
        new MessageRun<>(
                        new BodyReader(reference -> objects.get(reference)),
                        new MessageReader<>(MessageRunTest::decode),
                        handler,
                        new HandlerCall(
                                new HandlerCap(cap, new AckKeeper(cap, System::nanoTime), System::nanoTime), metrics),
                        new Conclusion(
                                ConsumerSettings.of(Topology.EVENT_WORKER).withRetry(ConsumerWorld.RETRY),
                                FailureReporter.NONE,
                                (message, failure) -> {},
                                metrics,
                                RandomGenerator.getDefault()),
                        metrics,
                        InstantSource.fixed(RECEIVED.plusMillis(250)),
                        Tracer.OFF)
                .run(deliveries.stream().map(RecordedDelivery::delivered).toList());
    }

    private static String decode(EventEnvelope envelope, byte[] body) throws InvalidMessageException {
        String text = new String(body, UTF_8);
        return switch (text) {
            case "bad" -> throw new InvalidMessageException("it is bad");
            case "error" -> throw new StackOverflowError("by hand");
            default -> text;
        };
    }

    private static RecordedDelivery delivery(int sequence, long count) {
        return new RecordedDelivery(sequence, count, envelope(sequence).headers(), "{}".getBytes(UTF_8));
    }

    private static EventEnvelope envelope(int sequence) {
        return EventEnvelope.ofDispatch(
                "s:" + sequence,
                0,
                1,
                "GUILD_CREATE",
                RECEIVED,
                Optional.of(new Snowflake(5)),
                "s",
                new Version(1, sequence),
                Optional.of("00-" + TRACE + "-b7ad6b7169203331-01"));
    }
}
