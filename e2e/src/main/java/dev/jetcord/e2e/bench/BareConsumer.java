package dev.jetcord.e2e.bench;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import io.nats.client.Connection;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.Message;
import java.time.Duration;
import java.util.function.Consumer;

/** The bare client, which fetches a stream's messages in batches and acknowledges each. */
final class BareConsumer {
    private static final int FETCH = 500;
    private static final Duration FETCH_WAIT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;

    private BareConsumer() {}

    /**
     * Messages a second. A message that crosses the end of a fetch goes to an inbox that is gone, and comes again after the ack
     * wait: such a round says nothing of the client's speed, and is measured again.
     */
    static double measure(FilledStream stream, Connection connection, Consumer<String> progress) throws Exception {
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            try {
                return measure(stream, connection);
            } catch (UnmeasurableException lost) {
                progress.accept(lost.getMessage() + "; measuring it again");
            }
        }
        return measure(stream, connection);
    }

    private static double measure(FilledStream stream, Connection connection) throws Exception {
        ConsumerDeclaration declaration = stream.consumer("bare");
        var context = connection.getConsumerContext(stream.name(), declaration.durable());
        long start = System.nanoTime();
        int taken = 0;
        while (taken < stream.messages()) {
            int before = taken;
            FetchConsumer fetch = context.fetch(FetchConsumeOptions.builder()
                    .maxMessages(Math.min(FETCH, stream.messages() - taken))
                    .expiresIn(FETCH_WAIT.toMillis())
                    .build());
            for (Message message = fetch.nextMessage(); message != null; message = fetch.nextMessage()) {
                message.ack();
                taken++;
            }
            fetch.close();
            if (taken == before) {
                stream.remove(declaration);
                throw new UnmeasurableException(
                        "the bare client received " + taken + " of " + stream.messages() + " messages");
            }
        }
        double rate = stream.rate(declaration, start);
        stream.remove(declaration);
        return rate;
    }
}
