package dev.jetcord.e2e.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.messaging.consumer.BatchLimits;
import dev.jetcord.common.messaging.consumer.ConsumerSettings;
import dev.jetcord.common.messaging.consumer.Decoder;
import dev.jetcord.common.messaging.consumer.FailureReporter;
import dev.jetcord.common.messaging.consumer.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Messages a second through {@link BaseNatsConsumer} with a handler that does nothing, each acknowledged, with the service's
 * metrics, against the bare client, which fetches batches and acknowledges each message, on the same stream. A measurement
 * ends when the server says that nothing is pending any more.
 */
final class ConsumerScenario implements Scenario {
    private static final int MESSAGES_A_SECOND = 60_000;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration DRAIN = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 2;
    private static final List<Integer> KEYS = List.of(1, 100, 10_000);
    private static final int USUAL_KEYS = 100;
    private static final BatchLimits BATCHES = new BatchLimits(100, Duration.ofMillis(5));
    private static final Decoder<byte[]> BYTES = (envelope, body) -> body;

    @Override
    public String name() {
        return "consumer";
    }

    @Override
    public String description() {
        return "messages pulled, read, handled (no-op) and acknowledged, against the bare client's fetch and ack";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        BenchNats nats = BenchNats.start();
        try {
            return run(nats.connection(), effort, progress);
        } finally {
            nats.stop();
        }
    }

    private static List<Figure> run(NatsConnection nats, Effort effort, Consumer<String> progress) throws Exception {
        new Provisioner(nats, 1).apply();
        int messages = effort.seconds() * MESSAGES_A_SECOND;
        Map<Integer, FilledStream> streams = new LinkedHashMap<>();
        for (int keys : KEYS) {
            progress.accept("filling a stream with " + messages + " messages of " + keys + " keys");
            streams.put(keys, FilledStream.create(nats.connection(), messages, keys));
        }
        var figures = new ArrayList<Figure>();
        for (Map.Entry<Integer, FilledStream> entry : streams.entrySet()) {
            String what = "one by one, " + entry.getKey() + (entry.getKey() == 1 ? " key" : " keys");
            figures.add(compare(
                    new Variant(what, Optional.empty(), BYTES, new Gate.RatioAtLeast(0.7, true)),
                    entry.getValue(),
                    nats,
                    effort,
                    progress));
        }
        FilledStream usual = Optional.ofNullable(streams.get(USUAL_KEYS)).orElseThrow();
        for (Variant variant : List.of(
                new Variant("in batches, 100 keys", Optional.of(BATCHES), BYTES, new Gate.RatioAtLeast(0.9, false)),
                new Variant(
                        "decoded and validated, 100 keys",
                        Optional.empty(),
                        interactions(),
                        new Gate.RatioAtLeast(0.6, false)))) {
            figures.add(compare(variant, usual, nats, effort, progress));
        }
        return figures;
    }

    // The decoder of the command worker: the whole interaction, with every check that it makes.
    private static Decoder<?> interactions() {
        var decoder = new InteractionDecoder(JsonMapper.builder().build());
        return (envelope, body) -> decoder.decode(body);
    }

    /** A way to consume. */
    private record Variant(String what, Optional<BatchLimits> batch, Decoder<?> decoder, Gate gate) {}

    // In turns, so that what the machine does meanwhile falls on both.
    // The first turn of each warms up and does not count.
    private static Figure compare(
            Variant variant, FilledStream stream, NatsConnection nats, Effort effort, Consumer<String> progress)
            throws Exception {
        var ceiling = new ArrayList<Double>();
        var ours = new ArrayList<Double>();
        for (int round = 0; round <= effort.rounds(); round++) {
            double bare = BareConsumer.measure(stream, nats.connection(), progress);
            double mine = ours(stream, nats, variant);
            if (round > 0) {
                ceiling.add(bare);
                ours.add(mine);
                progress.accept("%s, round %d of %d: ours %,.0f, bare client %,.0f messages/s"
                        .formatted(variant.what(), round, effort.rounds(), mine, bare));
            }
        }
        return new Figure(
                variant.what(), "messages/s", Spread.of(ours), Optional.of(Spread.of(ceiling)), variant.gate());
    }

    private static double ours(FilledStream stream, NatsConnection nats, Variant variant) throws Exception {
        ConsumerDeclaration declaration = stream.consumer("ours");
        var handled = new LongAdder();
        BaseNatsConsumer<?> consumer =
                consumer(ConsumerSettings.of(declaration), variant.batch(), variant.decoder(), nats, handled);
        long start = System.nanoTime();
        consumer.start();
        try {
            while (handled.sum() < stream.messages() && System.nanoTime() - start < LIMIT.toNanos()) {
                Thread.sleep(POLL_MILLIS);
            }
            double rate = stream.rate(declaration, start);
            if (handled.sum() != stream.messages()) {
                throw new UnmeasurableException("ours handled " + handled.sum() + " messages of " + stream.messages());
            }
            return rate;
        } finally {
            consumer.drain(DRAIN);
            stream.remove(declaration);
        }
    }

    private static <T> BaseNatsConsumer<T> consumer(
            ConsumerSettings settings,
            Optional<BatchLimits> batch,
            Decoder<T> decoder,
            NatsConnection nats,
            LongAdder handled)
            throws Exception {
        MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        RandomGenerator random = RandomGenerator.getDefault();
        InstantSource clock = InstantSource.system();
        if (batch.isEmpty()) {
            return new BaseNatsConsumer<>(
                    settings,
                    nats,
                    decoder,
                    message -> {
                        handled.increment();
                        return Outcome.done();
                    },
                    FailureReporter.NONE,
                    registry,
                    clock,
                    random);
        }
        return new BaseNatsConsumer<>(
                settings,
                batch.get(),
                nats,
                decoder,
                messages -> {
                    handled.add(messages.size());
                    return Collections.nCopies(messages.size(), Outcome.done());
                },
                FailureReporter.NONE,
                registry,
                clock,
                random);
    }
}
