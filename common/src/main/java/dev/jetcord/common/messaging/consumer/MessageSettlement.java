package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The only place that acks, naks or terms. A delivery is settled once: a second call is a defect and throws, where the
 * client itself would silently do nothing. Thread-safe.
 */
final class MessageSettlement {
    private final Acknowledger acknowledger;
    private final AtomicBoolean settled = new AtomicBoolean();

    MessageSettlement(Acknowledger acknowledger) {
        this.acknowledger = requireNonNull(acknowledger, "acknowledger");
    }

    void ack() {
        settleOnce();
        acknowledger.ack();
    }

    void nak(Duration delay) {
        settleOnce();
        acknowledger.nak(delay);
    }

    void term(String reason) {
        settleOnce();
        acknowledger.term(reason);
    }

    /**
     * Gives a delivery back, unless it is settled: the end of a stop and the end of the work may cross, and either is
     * right.
     *
     * @return whether it was this call that settled it
     */
    boolean giveBack() {
        if (!settled.compareAndSet(false, true)) {
            return false;
        }
        acknowledger.nak(Duration.ZERO);
        return true;
    }

    /** Tells the server that work goes on. A no-op once settled: the keeper's tick and the end of the work may cross. */
    void inProgress() {
        if (!settled.get()) {
            acknowledger.inProgress();
        }
    }

    boolean isSettled() {
        return settled.get();
    }

    private void settleOnce() {
        if (!settled.compareAndSet(false, true)) {
            throw new IllegalStateException("The delivery has already been settled");
        }
    }
}
