package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.tracing.Step;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.Headers;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers NATS requests. Each is handled on a virtual thread of its own, so a handler may block. Thread-safe. */
public final class RequestListener implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RequestListener.class);

    private final Connection connection;
    private final Dispatcher dispatcher;
    private final Tracer tracer;

    public RequestListener(NatsConnection nats) {
        this.connection = requireNonNull(nats, "nats").connection();
        this.tracer = nats.tracer();
        this.dispatcher = connection.createDispatcher();
    }

    /**
     * Every instance hears the request; those that have something to say answer.
     *
     * @param handler from a request's body to the answer's; empty for no answer
     */
    public void serve(String subject, Function<byte[], Optional<byte[]>> handler) {
        dispatcher.subscribe(subject, message -> take(message, handler));
    }

    /**
     * One instance of the group hears the request and answers it. A handler that throws gives no answer, and whoever asked
     * takes the service for away.
     *
     * @param group all instances that answer alike
     * @param handler from a request's body to the answer's
     */
    public void serveAsOne(String subject, String group, Function<byte[], byte[]> handler) {
        dispatcher.subscribe(subject, group, message -> take(message, body -> Optional.of(handler.apply(body))));
    }

    /** Hears no more requests; those being handled are still answered. */
    @Override
    public void close() {
        connection.closeDispatcher(dispatcher);
    }

    private void take(Message message, Function<byte[], Optional<byte[]>> handler) {
        String reply = message.getReplyTo();
        byte[] body = message.getData() == null ? new byte[0] : message.getData();
        if (reply == null) {
            return;
        }
        Runnable answering = () -> answer(message.getSubject(), reply, body, handler);
        String trace = message.hasHeaders() ? message.getHeaders().getFirst(Headers.TRACEPARENT) : null;
        var _ = Thread.ofVirtual()
                .name("request")
                .start(
                        trace == null
                                ? answering
                                : () -> {
                                    try (var _ = LogLabels.trace(trace)) {
                                        CurrentStep.run(
                                                tracer,
                                                Step.Kind.SERVER,
                                                "answer " + message.getSubject(),
                                                trace,
                                                answering);
                                    }
                                });
    }

    private void answer(String subject, String reply, byte[] body, Function<byte[], Optional<byte[]>> handler) {
        try {
            handler.apply(body).ifPresent(answer -> connection.publish(reply, answer));
        } catch (RuntimeException failure) {
            CurrentStep.failed(failure.getClass().getSimpleName());
            log.warn("a request on {} failed", subject, failure);
        }
    }
}
