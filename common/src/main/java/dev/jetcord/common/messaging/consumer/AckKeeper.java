package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server every half ack wait that a message is still in hand, so that it is not delivered a second time
 * meanwhile. Thread-safe.
 */
final class AckKeeper {
    private static final Logger log = LoggerFactory.getLogger(AckKeeper.class);

    private final Map<MessageSettlement, LastSignal> kept = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;
    private final long intervalNanos;

    AckKeeper(Duration ackWait, LongSupplier nanoTime) {
        this.intervalNanos = ackWait.toNanos() / 2;
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    /** Keeps a message until {@link #forget}. */
    void keep(MessageSettlement settlement) {
        kept.put(settlement, new LastSignal(nanoTime.getAsLong()));
    }

    /** Signals no more; what is not settled by then is delivered again after its ack wait. */
    void forget(MessageSettlement settlement) {
        kept.remove(settlement);
    }

    /** Signals what is due. To be called some times each half ack wait, by one thread. */
    void tick() {
        long now = nanoTime.getAsLong();
        kept.forEach((settlement, last) -> {
            if (now - last.atNanos < intervalNanos) {
                return;
            }
            last.atNanos = now;
            try {
                settlement.inProgress();
            } catch (RuntimeException unreachable) {
                // Thrown further it would end the ticks of all messages; the next one tries again.
                log.warn("cannot tell NATS that a message is still in hand", unreachable);
            }
        });
    }

    /** Touched by the ticking thread alone, once it is in the map. */
    private static final class LastSignal {
        private long atNanos;

        private LastSignal(long atNanos) {
            this.atNanos = atNanos;
        }
    }
}
