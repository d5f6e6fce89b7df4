package dev.jetcord.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.MessageConsumer;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** What the bare client needs to publish 1 KiB into a stream and receive it from there, at a steady rate. */
final class RawLatency {
    private static final String STREAM = "LATENCY";
    private static final String SUBJECT = "latency";
    private static final double MILLIS = 1e6;
    private static final String PADDING = "x".repeat(1000);
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final long POLL_NANOS = 1_000_000;

    private RawLatency() {}

    /** The latencies in milliseconds, in ascending order. */
    static List<Double> measure(Connection connection, int rate, Duration duration) throws Exception {
        var management = connection.jetStreamManagement();
        management.addStream(StreamConfiguration.builder()
                .name(STREAM)
                .subjects(SUBJECT)
                .storageType(StorageType.File)
                .build());
        try {
            String consumer = management
                    .addOrUpdateConsumer(
                            STREAM,
                            ConsumerConfiguration.builder()
                                    .ackPolicy(AckPolicy.Explicit)
                                    .build())
                    .getName();
            var latencies = new ConcurrentLinkedQueue<Double>();
            MessageConsumer received = connection
                    .getConsumerContext(STREAM, consumer)
                    .consume(message -> {
                        String text = new String(message.getData(), UTF_8);
                        long sent = Long.parseLong(text.substring(0, text.indexOf(' ')));
                        latencies.add((System.nanoTime() - sent) / MILLIS);
                        message.ack();
                    });
            long count = rate * duration.toSeconds();
            JetStream stream = connection.jetStream();
            Pace.keep(rate, count, () -> {
                var _ = stream.publishAsync(SUBJECT, (System.nanoTime() + " " + PADDING).getBytes(UTF_8));
            });
            long deadline = System.nanoTime() + SETTLE.toNanos();
            while (latencies.size() < count && System.nanoTime() < deadline) {
                LockSupport.parkNanos(POLL_NANOS);
            }
            received.stop();
            if (latencies.size() < count) {
                throw new UnmeasurableException(
                        "the bare client received " + latencies.size() + " of " + count + " messages");
            }
            return latencies.stream().sorted().toList();
        } finally {
            management.deleteStream(STREAM);
        }
    }
}
