package dev.jetcord.bridge.publishing;

import dev.jetcord.common.messaging.NatsConnection;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers NATS requests. Each is handled on a virtual thread of its own, so a handler may block. */
public final class RequestListener {
    private static final Logger log = LoggerFactory.getLogger(RequestListener.class);

    private final Connection connection;
    private final Dispatcher dispatcher;

    public RequestListener(NatsConnection nats) {
        this.connection = nats.connection();
        this.dispatcher = connection.createDispatcher();
    }

    /**
     * Every bridge hears the request; those that have something to say answer.
     *
     * @param handler from a request's body to the answer's; empty for no answer
     */
    public void serve(String subject, Function<byte[], Optional<byte[]>> handler) {
        dispatcher.subscribe(subject, message -> {
            String reply = message.getReplyTo();
            byte[] body = message.getData() == null ? new byte[0] : message.getData();
            if (reply != null) {
                var _ = Thread.ofVirtual().name("request").start(() -> answer(subject, reply, body, handler));
            }
        });
    }

    private void answer(String subject, String reply, byte[] body, Function<byte[], Optional<byte[]>> handler) {
        try {
            handler.apply(body).ifPresent(answer -> connection.publish(reply, answer));
        } catch (RuntimeException failure) {
            log.warn("a request on {} failed", subject, failure);
        }
    }
}
