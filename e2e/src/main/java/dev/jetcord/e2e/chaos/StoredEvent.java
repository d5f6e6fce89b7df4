package dev.jetcord.e2e.chaos;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Version;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamManagement;
import io.nats.client.Message;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.DeliverPolicy;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message of a stream, without its body.
 *
 * @param guild empty in a direct message
 */
record StoredEvent(String stream, String subject, String id, String guild, Version version, Instant storedAt) {
    private static final List<String> STREAMS = List.of(Topology.COMMANDS, Topology.EVENTS);
    private static final int FETCH = 1000;
    private static final long FETCH_MILLIS = 2000;

    /** Whether it says that a session is lost. */
    boolean isLoss() {
        return subject.startsWith("events.state.session_lost.");
    }

    /** The last sequence of each stream. */
    static Map<String, Long> lastSequences(ChaosFleet fleet) throws Exception {
        try (NatsConnection nats = fleet.connect()) {
            Map<String, Long> sequences = new LinkedHashMap<>();
            for (String stream : STREAMS) {
                sequences.put(
                        stream,
                        nats.connection()
                                .jetStreamManagement()
                                .getStreamInfo(stream)
                                .getStreamState()
                                .getLastSequence());
            }
            return sequences;
        }
    }

    /** What the streams have stored since, each in its own order. */
    static List<StoredEvent> after(ChaosFleet fleet, Map<String, Long> sequences) throws Exception {
        var events = new ArrayList<StoredEvent>();
        try (NatsConnection nats = fleet.connect()) {
            for (Map.Entry<String, Long> stream : sequences.entrySet()) {
                read(nats, stream.getKey(), stream.getValue() + 1, events);
            }
        }
        return events;
    }

    private static void read(NatsConnection nats, String stream, long from, List<StoredEvent> events) throws Exception {
        JetStreamManagement management = nats.connection().jetStreamManagement();
        long last = management.getStreamInfo(stream).getStreamState().getLastSequence();
        if (last < from) {
            return;
        }
        String consumer = management
                .addOrUpdateConsumer(
                        stream,
                        ConsumerConfiguration.builder()
                                .ackPolicy(AckPolicy.None)
                                .deliverPolicy(DeliverPolicy.ByStartSequence)
                                .startSequence(from)
                                .headersOnly(true)
                                .build())
                .getName();
        var context = nats.connection().getConsumerContext(stream, consumer);
        long at = from - 1;
        while (at < last) {
            long before = at;
            FetchConsumer fetch = context.fetch(FetchConsumeOptions.builder()
                    .maxMessages(FETCH)
                    .expiresIn(FETCH_MILLIS)
                    .noWait()
                    .build());
            for (Message message = fetch.nextMessage(); message != null; message = fetch.nextMessage()) {
                at = message.metaData().streamSequence();
                events.add(of(stream, message));
            }
            if (at == before) {
                throw new IOException("stream " + stream + " shows nothing after sequence " + at + " of " + last);
            }
        }
    }

    private static StoredEvent of(String stream, Message message) throws Exception {
        Headers headers = message.getHeaders();
        EventEnvelope envelope = EventEnvelope.read(headers::getFirst);
        return new StoredEvent(
                stream,
                message.getSubject(),
                envelope.id(),
                Optional.of(envelope)
                        .flatMap(EventEnvelope::guild)
                        .map(Object::toString)
                        .orElse(""),
                envelope.version(),
                message.metaData().timestamp().toInstant());
    }
}
