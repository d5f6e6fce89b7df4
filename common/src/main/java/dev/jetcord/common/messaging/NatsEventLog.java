package dev.jetcord.common.messaging;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells in our own log what the client would write to java.util.logging or keep to itself. */
final class NatsEventLog implements ErrorListener, ConnectionListener {
    private static final Logger log = LoggerFactory.getLogger(NatsConnection.class);

    private final AtomicBoolean connected = new AtomicBoolean();
    private volatile Optional<String> insecurity = Optional.empty();

    @Override
    @SuppressWarnings("deprecation") // the form with details is a default method that calls this abstract one
    public void connectionEvent(Connection connection, Events event) {
        switch (event) {
            case DISCONNECTED -> {
                // The client also says so of each attempt that never connected.
                if (connected.getAndSet(false)) {
                    log.warn("lost the connection to NATS; reconnecting without end");
                }
            }
            case RECONNECTED -> {
                connected.set(true);
                log.info("connected to NATS again, at {}", connection.getConnectedUrl());
            }
            case CONNECTED -> connected.set(true);
            case LAME_DUCK -> log.info("the NATS server at {} is about to stop", connection.getConnectedUrl());
            case CLOSED, RESUBSCRIBED, DISCOVERED_SERVERS -> log.debug("NATS connection: {}", event);
        }
    }

    @Override
    public void errorOccurred(Connection connection, String error) {
        log.warn("NATS server error: {}", error);
    }

    @Override
    public void exceptionOccurred(Connection connection, Exception exception) {
        log.debug("NATS client exception", exception);
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException insecure) {
                insecurity = Optional.ofNullable(insecure.getMessage());
            }
        }
    }

    /** Why a server was not believed to be who it says; empty where that was not the trouble. */
    Optional<String> insecurity() {
        return insecurity;
    }

    @Override
    public void slowConsumerDetected(Connection connection, Consumer consumer) {
        log.warn("NATS slow consumer: messages are arriving faster than they are taken");
    }

    @Override
    public void messageDiscarded(Connection connection, Message message) {
        log.warn("NATS client discarded an outgoing message on {}", message.getSubject());
    }
}
