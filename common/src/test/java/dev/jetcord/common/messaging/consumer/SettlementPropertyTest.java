package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every delivery ends in exactly one settlement and gives its permit back, whatever comes, whatever the worker's parts
 * throw, and whenever the service stops. A seed names a case: it chooses all outcomes, and only the threads are free.
 */
class SettlementPropertyTest {
    private static final int CASES = 400;

    static LongStream seeds() {
        return LongStream.range(0, CASES);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void settlesEachDeliveryExactlyOnceAndFreesItsPermit(long seed) {
        new Case(seed).run();
    }

    private static final class Case {
        private final RandomGenerator random;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final AtomicInteger inHand = new AtomicInteger();
        private final List<RecordedDelivery> deliveries = new ArrayList<>();
        private final Lanes<Object> lanes;
        private final LaneChoice choice;
        private final long stopAfter;

        private Case(long seed) {
            this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
            int size = random.nextBoolean() ? 1 : 1 + random.nextInt(8);
            BatchLimits batch = new BatchLimits(size, Duration.ofMillis(size == 1 ? 0 : random.nextInt(3)));
            ConsumerSettings settings = ConsumerSettings.of(Topology.EVENT_WORKER)
                    .withRetry(ConsumerWorld.RETRY)
                    .withLanes(LaneKey.GUILD, new LaneLimits(1 + random.nextInt(4), random.nextInt(8), 10_000));
            settings = random.nextBoolean() ? settings.tellingWhenUnavailable() : settings;
            ConsumerMetrics metrics = new ConsumerMetrics(new SimpleMeterRegistry(), "test");
            HandlerCap cap = new HandlerCap(
                    Duration.ofMinutes(1), new AckKeeper(Duration.ofMinutes(1), System::nanoTime), System::nanoTime);
            MessageRun<String> run = new MessageRun<>(
                    new BodyReader(reference -> Optional.empty()),
                    new MessageReader<>(this::decode),
                    this::handle,
                    new HandlerCall(cap, metrics),
                    new Conclusion(settings, this::report, this::store, metrics, RandomGenerator.getDefault()),
                    metrics,
                    InstantSource.system(),
                    Tracer.OFF);
            this.choice = LaneChoice.of(settings, batch);
            this.lanes = new Lanes<>(threads, choice.limits(), batch, run::run, freed -> inHand.addAndGet(-freed));
            int count = 1 + random.nextInt(60);
            for (int i = 0; i < count; i++) {
                deliveries.add(delivery(i + 1));
            }
            this.stopAfter = random.nextInt(2 * count);
        }

        /** What the consumer does with messages as they come, and when it is drained. */
        private void run() {
            int offered = 0;
            for (RecordedDelivery recorded : deliveries) {
                if (offered++ == stopAfter) {
                    stop();
                }
                Delivered delivered = recorded.delivered();
                inHand.incrementAndGet();
                switch (lanes.offer(choice.lane(delivered.message()), delivered)) {
                    case IN_HAND -> {}
                    case PARKED -> inHand.decrementAndGet();
                    case REFUSED -> {
                        delivered.settlement().nak(Duration.ZERO);
                        inHand.decrementAndGet();
                    }
                }
            }
            // Lanes end when they are empty.
            threads.close();
            assertThat(inHand).hasValue(0);
            assertThat(lanes.parked()).isZero();
            assertThat(deliveries)
                    .allSatisfy(recorded -> assertThat(recorded.settlements())
                            .as("of message %d", recorded.sequence())
                            .hasSize(1));
        }

        private void stop() {
            lanes.close().forEach(notBegun -> notBegun.settlement().giveBack());
        }

        private RecordedDelivery delivery(int sequence) {
            EventEnvelope envelope = EventEnvelope.ofDispatch(
                    "s:" + sequence,
                    0,
                    1,
                    "GUILD_CREATE",
                    Instant.EPOCH,
                    Optional.of(new Snowflake(1 + random.nextInt(5))),
                    "s",
                    new Version(1, sequence),
                    Optional.empty());
            Map<String, String> headers = random.nextInt(10) == 0 ? Map.of() : envelope.headers();
            // The body is the seed of all that happens to it.
            byte[] body = Long.toString(random.nextLong()).getBytes(US_ASCII);
            return new RecordedDelivery(sequence, 1 + random.nextInt(4), headers, body);
        }

        /** What one part does with a message: chosen by its body, and independent of what the other parts do. */
        private static RandomGenerator fate(String part, String body) {
            return RandomGeneratorFactory.of("L64X128MixRandom").create(Long.parseLong(body) + part.hashCode());
        }

        private String decode(EventEnvelope envelope, byte[] body) throws InvalidMessageException {
            String text = new String(body, US_ASCII);
            return switch (fate("decoder", text).nextInt(12)) {
                case 0 -> throw new InvalidMessageException("it is bad");
                case 1 -> throw new IllegalStateException("a defect of the decoder");
                case 2 -> throw new StackOverflowError("nested too deeply");
                default -> text;
            };
        }

        private List<Outcome> handle(List<Received<String>> messages) throws Exception {
            return switch (fate("handler", messages.getFirst().payload()).nextInt(14)) {
                case 0 -> throw new IOException("passing");
                case 1 -> throw new OutOfMemoryError("thrown by hand");
                case 2 -> throw new InterruptedException("as by the cap");
                case 3 -> {
                    Thread.currentThread().interrupt();
                    yield outcomes(messages);
                }
                case 4 -> List.of();
                default -> outcomes(messages);
            };
        }

        private static List<Outcome> outcomes(List<Received<String>> messages) {
            return messages.stream().map(Case::outcome).toList();
        }

        private static Outcome outcome(Received<String> message) {
            return switch (fate("outcome", message.payload()).nextInt(7)) {
                case 0 -> Outcome.done();
                case 1 -> Outcome.retry("passing");
                case 2 -> new Outcome.Retry("passing", Optional.of(Duration.ofSeconds(1)));
                case 3 -> new Outcome.Reject("a rule");
                case 4 -> new Outcome.Expired();
                case 5 -> new Outcome.Unavailable("chain", Duration.ofSeconds(1));
                default -> Outcome.failed("ref", new IllegalStateException("broken"));
            };
        }

        private void report(byte[] body, Failure failure) {
            switch (fate("reporter", new String(body, US_ASCII)).nextInt(4)) {
                case 0 -> throw new IllegalStateException("the reporter fails");
                case 1 -> throw new NoClassDefFoundError("the reporter fails badly");
                default -> {}
            }
        }

        private void store(IncomingMessage message, Failure failure) throws IOException {
            switch (fate("store", new String(message.body(), US_ASCII)).nextInt(5)) {
                case 0 -> throw new IOException("the stream is full");
                case 1 -> throw new IllegalStateException("the connection is closed");
                case 2 -> throw new OutOfMemoryError("thrown by hand");
                default -> {}
            }
        }
    }
}
