package dev.jetcord.common.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.wire.TraceContext;
import dev.jetcord.testing.OtlpReceiver;
import dev.jetcord.testing.OtlpReceiver.Seen;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a collector gets to see. */
class TracingTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-24T12:00:00Z");
    private static final String ID = "1574763222655827968";

    @Test
    void recordsTheWayOfAMessageAsOneTrace() throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver()) {
            try (Tracer bridge = tracer(collector, "gateway-bridge");
                    Tracer worker = tracer(collector, "command-worker")) {
                String header = bridge.begin(ID);
                bridge.began(header, "publish INTERACTION_CREATE", RECEIVED, RECEIVED.plusMillis(3));
                CurrentStep.run(worker, Step.Kind.CONSUMER, "process COMMANDS", header, TracingTest::askDiscord);
            }

            Seen first = collector.span("publish INTERACTION_CREATE");
            Seen processing = collector.span("process COMMANDS");
            Seen request = collector.span("POST callback");
            assertThat(List.of(first.trace(), processing.trace(), request.trace()))
                    .containsOnly(TraceContext.traceId(TraceContext.begin(ID)));
            assertThat(first.parent()).isEmpty();
            assertThat(processing.parent()).isEqualTo(first.id());
            assertThat(request.parent()).isEqualTo(processing.id());
            assertThat(first.took()).isEqualTo(Duration.ofMillis(3));
            assertThat(request.failed()).isTrue();
            assertThat(List.of(first.service(), request.service())).containsExactly("gateway-bridge", "command-worker");
        }
    }

    @Test
    void givesOnTheStepInHand() throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver();
                Tracer worker = tracer(collector, "command-worker")) {
            AtomicReference<Optional<String>> given = new AtomicReference<>(Optional.empty());
            CurrentStep.run(
                    worker, Step.Kind.SERVER, "answer", worker.begin(ID), () -> given.set(TraceContext.current()));

            assertThat(given.get().orElseThrow())
                    .startsWith(TraceContext.begin(ID).substring(0, 36))
                    .endsWith("-01")
                    .isNotEqualTo(worker.begin(ID));
        }
    }

    @Test
    void beginsATraceWithWhatIsPublishedOfItself() throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver()) {
            try (Tracer worker = tracer(collector, "eligibility-worker")) {
                try (Step step = worker.first(ID, "publish check")) {
                    assertThat(step.traceparent()).isEqualTo(worker.begin(ID));
                }
            }

            assertThat(collector.span("publish check").parent()).isEmpty();
        }
        assertThat(Tracer.OFF.first(ID, "publish check").traceparent()).isEqualTo(TraceContext.begin(ID));
    }

    @Test
    void whatIsDoneForSeveralMessagesIsLinkedWithAllThatAreRecorded() throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver()) {
            List<String> messages;
            try (Tracer worker = tracer(collector, "eligibility-worker")) {
                messages = List.of(TraceContext.begin("1"), worker.begin("2"), worker.begin("3"));
                CurrentStep.runBatch(worker, "process ELIGIBILITY", messages, TracingTest::askDiscord);
            }

            Seen batch = collector.span("process ELIGIBILITY");
            assertThat(batch.trace()).isEqualTo(TraceContext.traceId(messages.get(1)));
            assertThat(batch.links())
                    .containsExactly(TraceContext.traceId(messages.get(1)), TraceContext.traceId(messages.get(2)));
            assertThat(collector.span("POST callback").parent()).isEqualTo(batch.id());
        }
    }

    @Test
    void followsTheWorkToAnotherThread() throws Exception {
        try (OtlpReceiver collector = new OtlpReceiver()) {
            try (Tracer worker = tracer(collector, "eligibility-worker")) {
                AtomicReference<Thread> other = new AtomicReference<>();
                CurrentStep.run(
                        worker,
                        Step.Kind.SERVER,
                        "answer",
                        worker.begin(ID),
                        () -> other.set(Thread.ofVirtual().start(CurrentStep.carried(TracingTest::askDiscord))));
                other.get().join();
            }

            assertThat(collector.span("POST callback").parent())
                    .isEqualTo(collector.span("answer").id());
        }
    }

    @Test
    void nothingIsRecordedForMessagesOfWhichNoneIs() throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver()) {
            try (Tracer worker = tracer(collector, "eligibility-worker")) {
                CurrentStep.runBatch(
                        worker, "process ELIGIBILITY", List.of(TraceContext.begin("1")), TracingTest::askDiscord);
            }

            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void takesWhatIsNoTraceparentForNoTrace() throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver()) {
            try (Tracer worker = tracer(collector, "command-worker")) {
                CurrentStep.run(worker, Step.Kind.CONSUMER, "process", "garbage", TracingTest::askDiscord);
            }

            assertThat(collector.spans()).isEmpty();
        }
    }

    @Test
    void isOffWithoutACollectorAndThenGivesOnlyIds() {
        Tracer off = Settings.load(Map.of(), TracingConfiguration::from).tracer("command-worker", "1");

        assertThat(off).isSameAs(Tracer.OFF);
        assertThat(off.begin(ID)).isEqualTo(TraceContext.begin(ID)).endsWith("-00");
        CurrentStep.run(off, Step.Kind.CONSUMER, "process", off.begin(ID), () -> {
            assertThat(TraceContext.current()).contains(off.begin(ID));
            assertThat(CurrentStep.child(Step.Kind.CLIENT, "ask").traceparent()).isEqualTo(off.begin(ID));
        });
        assertThat(CurrentStep.child(Step.Kind.CLIENT, "ask").traceparent()).isEmpty();
    }

    private static void askDiscord() {
        try (Step step = CurrentStep.child(Step.Kind.CLIENT, "POST callback")) {
            step.with("http.response.status_code", "404").failed("404");
        }
    }

    private static Tracer tracer(OtlpReceiver collector, String service) {
        return Settings.load(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint()), TracingConfiguration::from)
                .tracer(service, "1");
    }
}
