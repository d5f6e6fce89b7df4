package dev.jetcord.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.util.Map;

/** Puts messages into streams as the bridge, or anybody else, would. Thread-safe. */
public final class TestPublisher implements AutoCloseable {
    private final Connection connection;

    public TestPublisher(TestNats server) throws IOException, InterruptedException {
        this.connection = Nats.connect(server.url());
    }

    /** Publishes and returns its place in the stream when the stream has it. */
    public long publish(String subject, Map<String, String> headers, String body)
            throws IOException, JetStreamApiException {
        Headers all = new Headers();
        headers.forEach(all::add);
        return connection
                .jetStream()
                .publish(NatsMessage.builder()
                        .subject(subject)
                        .headers(all)
                        .data(body.getBytes(UTF_8))
                        .build())
                .getSeqno();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
