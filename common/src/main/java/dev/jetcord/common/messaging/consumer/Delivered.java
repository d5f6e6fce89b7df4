package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

/** A message in hand, and the one settlement that it is owed. Compared by identity: each delivery is one of its own. */
final class Delivered {
    private final IncomingMessage message;
    private final MessageSettlement settlement;

    Delivered(IncomingMessage message, MessageSettlement settlement) {
        this.message = requireNonNull(message, "message");
        this.settlement = requireNonNull(settlement, "settlement");
    }

    /** The same delivery, and the same settlement, of a message that is now known better. */
    Delivered with(IncomingMessage other) {
        return new Delivered(other, settlement);
    }

    IncomingMessage message() {
        return message;
    }

    MessageSettlement settlement() {
        return settlement;
    }
}
