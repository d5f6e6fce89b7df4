package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.tracing.Step;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

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
        try (Step step = CurrentStep.child(Step.Kind.CLIENT, "ask " + subject)) {
            return ask(subject, body, patience, step);
        }
    }

    private byte[] ask(String subject, byte[] body, Duration patience, Step step)
            throws NoAnswerException, InterruptedException {
        try {
            Message answer =
                    connection.request(subject, headers(step), body).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return answer.getData() == null ? new byte[0] : answer.getData();
        } catch (TimeoutException silent) {
            step.failed("no answer");
            throw new NoAnswerException("nobody answered on " + subject + " within " + patience);
        } catch (CancellationException | ExecutionException nobody) {
            // What the client makes of the server's word that there are no responders.
            step.failed("nobody listens");
            throw new NoAnswerException("nobody listens on " + subject);
        } catch (IllegalStateException unusable) {
            step.failed("not connected");
            throw new NoAnswerException("NATS cannot be reached to ask on " + subject);
        }
    }

    private static @Nullable Headers headers(Step step) {
        return step.traceparent().isEmpty()
                ? null
                : new Headers().put(dev.jetcord.common.wire.Headers.TRACEPARENT, step.traceparent());
    }

    /** The service that was asked is away. */
    public static final class NoAnswerException extends Exception {
        public NoAnswerException(String message) {
            super(message);
        }
    }
}
