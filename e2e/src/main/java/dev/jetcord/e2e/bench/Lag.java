package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import java.io.IOException;
import java.time.Duration;

/** What a consumer has not handled. */
final class Lag {
    private static final long POLL_MILLIS = 100;

    private final JetStreamManagement streams;
    private final ConsumerDeclaration consumer;

    Lag(JetStreamManagement streams, ConsumerDeclaration consumer) {
        this.streams = requireNonNull(streams, "streams");
        this.consumer = requireNonNull(consumer, "consumer");
    }

    /** Messages that it has not seen, or not settled. */
    long messages() throws IOException, JetStreamApiException {
        ConsumerInfo now = streams.getConsumerInfo(consumer.stream(), consumer.durable());
        return now.getNumPending() + now.getNumAckPending();
    }

    /**
     * Waits until there is none.
     *
     * @throws UnmeasurableException when there still is some after that time
     */
    void awaitNone(Duration most)
            throws IOException, JetStreamApiException, InterruptedException, UnmeasurableException {
        long deadline = System.nanoTime() + most.toNanos();
        for (long left = messages(); left > 0; left = messages()) {
            if (System.nanoTime() - deadline > 0) {
                throw new UnmeasurableException("%s has still not handled %,d messages after %d s"
                        .formatted(consumer.durable(), left, most.toSeconds()));
            }
            Thread.sleep(POLL_MILLIS);
        }
    }
}
