package dev.jetcord.common.messaging.consumer;

import dev.jetcord.common.wire.Headers;
import java.util.Optional;

/** Chooses what a message must keep its order with. Called on the thread that pulls: it must be quick and not throw. */
@FunctionalInterface
public interface LaneKey {
    /**
     * Messages of one guild run one after the other; those of direct messages by the subject's partition, which is made of
     * the user.
     */
    LaneKey GUILD = message -> Optional.of(message.header(Headers.SUBJECT).orElseGet(() -> partition(message)));

    /** No message waits for another. */
    LaneKey NONE = message -> Optional.empty();

    /** The key; messages with the same one run one after the other. Empty for a message that waits for no other. */
    Optional<String> of(IncomingMessage message);

    private static String partition(IncomingMessage message) {
        return message.subject().substring(message.subject().lastIndexOf('.') + 1);
    }
}
