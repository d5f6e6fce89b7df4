package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the server at an interval how full streams are, for the gauges. A figure that is not known is NaN. */
public final class StreamWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamWatch.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final JetStreamManagement management;
    private final List<String> streams;
    private final Map<String, Fill> fills = new ConcurrentHashMap<>();
    private final Thread thread;

    /**
     * Begins to ask, on a thread of its own.
     *
     * @param streams names of the {@link Topology}'s
     * @throws IOException when the connection has no JetStream
     */
    public StreamWatch(NatsConnection nats, List<String> streams, MeterRegistry registry) throws IOException {
        this.management = requireNonNull(nats, "nats").connection().jetStreamManagement();
        this.streams = List.copyOf(streams);
        for (String stream : this.streams) {
            gauge(registry, stream, "jetcord.stream.messages", null, "Messages in a stream", Fill::messages);
            gauge(registry, stream, "jetcord.stream.stored", "bytes", "Bytes in a stream", Fill::bytes);
            gauge(
                    registry,
                    stream,
                    "jetcord.stream.limit",
                    "bytes",
                    "Bytes at which a stream removes its oldest messages, or takes no more",
                    Fill::limit);
        }
        this.thread = Thread.ofVirtual().name("stream-watch").start(this::run);
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                streams.forEach(this::look);
                Thread.sleep(INTERVAL);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(String stream) {
        try {
            StreamInfo info = management.getStreamInfo(stream);
            fills.put(
                    stream,
                    new Fill(
                            info.getStreamState().getMsgCount(),
                            info.getStreamState().getByteCount(),
                            info.getConfiguration().getMaxBytes()));
        } catch (IOException | JetStreamApiException | RuntimeException unanswered) {
            fills.remove(stream);
            log.debug("how full stream {} is, is not known", stream, unanswered);
        }
    }

    private void gauge(
            MeterRegistry registry,
            String stream,
            String name,
            @Nullable String unit,
            String description,
            ToDoubleFunction<Fill> value) {
        Gauge.builder(name, this, it -> value.applyAsDouble(it.fills.getOrDefault(stream, Fill.UNKNOWN)))
                .baseUnit(unit)
                .description(description)
                .tag("stream", stream)
                .strongReference(true)
                .register(registry);
    }

    private record Fill(double messages, double bytes, double limit) {
        private static final Fill UNKNOWN = new Fill(Double.NaN, Double.NaN, Double.NaN);
    }
}
