package dev.jetcord.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.api.ConsumerConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeoutException;

/**
 * Hears from the server how each delivery of a consumer is settled (NATS ADR-15; the advisories
 * {@code io.nats.jetstream.advisory.v1.nak} and {@code .terminated}, the metric {@code io.nats.jetstream.metric.v1.consumer_ack}),
 * so that a test asserts on what has reached the server and not on what a worker believes. Thread-safe.
 */
public final class SettlementWatch implements AutoCloseable {
    private static final String ALL = "100";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final JsonMapper json = JsonMapper.builder().build();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final Connection connection;

    private SettlementWatch(Connection connection) {
        this.connection = connection;
    }

    /** Listens from now on. The consumer exists; from now on the server measures each of its acknowledgements. */
    public static SettlementWatch of(TestNats server, String stream, String consumer)
            throws IOException, InterruptedException, JetStreamApiException {
        SettlementWatch watch = new SettlementWatch(Nats.connect(server.url()));
        try {
            watch.listen(stream, consumer);
            return watch;
        } catch (TimeoutException silent) {
            watch.close();
            throw new IOException("the test's NATS server does not answer", silent);
        }
    }

    private void listen(String stream, String consumer)
            throws IOException, InterruptedException, JetStreamApiException, TimeoutException {
        String place = stream + '.' + consumer;
        var dispatcher = connection.createDispatcher();
        dispatcher.subscribe("$JS.EVENT.METRIC.CONSUMER.ACK." + place, message -> take(message, Verb.ACK));
        dispatcher.subscribe("$JS.EVENT.ADVISORY.CONSUMER.MSG_NAKED." + place, message -> take(message, Verb.NAK));
        dispatcher.subscribe(
                "$JS.EVENT.ADVISORY.CONSUMER.MSG_TERMINATED." + place, message -> take(message, Verb.TERM));
        connection.flush(PATIENCE);
        JetStreamManagement management = connection.jetStreamManagement();
        ConsumerConfiguration now = management.getConsumerInfo(stream, consumer).getConsumerConfiguration();
        var _ = management.addOrUpdateConsumer(
                stream, ConsumerConfiguration.builder(now).sampleFrequency(ALL).build());
    }

    private void take(Message message, Verb verb) {
        try {
            JsonNode read = json.readTree(message.getData());
            heard.add(new Heard(
                    verb,
                    read.path("stream_seq").asLong(),
                    read.path("deliveries").asLong(),
                    read.path("reason").asText()));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** How a message's deliveries have been settled so far, in order. */
    public List<Heard> of(long sequence) {
        return heard.stream().filter(one -> one.sequence() == sequence).toList();
    }

    /** Waits until a message is settled for good. */
    public Heard awaitFinal(long sequence) {
        await("the settlement of message " + sequence)
                .until(() -> of(sequence).stream().anyMatch(SettlementWatch::isFinal));
        return of(sequence).stream()
                .filter(SettlementWatch::isFinal)
                .findFirst()
                .orElseThrow();
    }

    /** Waits until so many deliveries of a message were given back. */
    public void awaitNaks(long sequence, int count) {
        await(count + " retries of message " + sequence)
                .until(() -> of(sequence).stream()
                                .filter(one -> one.verb() == Verb.NAK)
                                .count()
                        >= count);
    }

    private static boolean isFinal(Heard one) {
        return one.verb() != Verb.NAK;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the server was told. */
    public enum Verb {
        ACK,
        NAK,
        TERM
    }

    /**
     * The settlement of a delivery.
     *
     * @param sequence the message's place in its stream
     * @param deliveries which delivery it was, from 1
     * @param reason of a term; empty otherwise
     */
    public record Heard(Verb verb, long sequence, long deliveries, String reason) {}
}
