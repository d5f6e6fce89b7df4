package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import io.nats.client.Connection;
import io.nats.client.Message;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks other services by NATS requests. Blocks; thread-safe. */
public final class Requests {
    private final Connection connection;

    public Requests(NatsConnection nats) {
        this.connection = requireNonNull(nats, "nats").connection();
    }

    /**
     * Asks, and waits for the first answer.
     *
     * @param patience how long to wait for it
     * @throws NoAnswerException at once when nobody listens, and when nobody has answered in time. The request may then have
     *     had its effect.
     */
    public byte[] ask(String subject, byte[] body, Duration patience) throws NoAnswerException, InterruptedException {
        try {
            Message answer = connection.request(subject, body).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return answer.getData() == null ? new byte[0] : answer.getData();
        } catch (TimeoutException silent) {
            throw new NoAnswerException("nobody answered on " + subject + " within " + patience);
        } catch (CancellationException | ExecutionException nobody) {
            // What the client makes of the server's word that there are no responders.
            throw new NoAnswerException("nobody listens on " + subject);
        } catch (IllegalStateException unusable) {
            throw new NoAnswerException("NATS cannot be reached to ask on " + subject);
        }
    }

    /** The service that was asked is away. */
    public static final class NoAnswerException extends Exception {
        public NoAnswerException(String message) {
            super(message);
        }
    }
}
