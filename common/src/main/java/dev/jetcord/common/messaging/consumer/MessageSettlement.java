package dev.jetcord.common.messaging.consumer;

import io.nats.client.Message;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The only place that acks, naks or terms. A delivery is settled once: a second call is a defect and throws, where the
 * client itself would silently do nothing. Thread-safe.
 */
final class MessageSettlement {
    private final Message message;
    private final AtomicBoolean settled = new AtomicBoolean();

    MessageSettlement(Message message) {
        this.message = message;
    }

    void ack() {
        settleOnce();
        message.ack();
    }

    void nak(Duration delay) {
        settleOnce();
        if (delay.isZero()) {
            message.nak();
        } else {
            message.nakWithDelay(delay);
        }
    }

    void term() {
        settleOnce();
        message.term();
    }

    /** Leaves the message to the server's ack wait, on purpose: nothing that could be said of it now would be true. */
    void leave() {
        settleOnce();
    }

    /** Tells the server that work goes on. A no-op once settled: the keeper's tick and the end of the work may cross. */
    void inProgress() {
        if (!settled.get()) {
            message.inProgress();
        }
    }

    private void settleOnce() {
        if (!settled.compareAndSet(false, true)) {
            throw new IllegalStateException("The delivery has already been settled");
        }
    }
}
