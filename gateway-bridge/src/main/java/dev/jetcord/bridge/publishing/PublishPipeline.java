package dev.jetcord.bridge.publishing;

import dev.jetcord.common.operations.Health;
import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.wire.EventEnvelope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every event in hand until JetStream has it, and sends it again, with the same id, for as long as that takes. What
 * is in hand is bounded in messages and bytes by those who ask {@link #full()} before they read more; nothing here
 * blocks. Thread-safe.
 *
 * <p>Events go out in the order in which they came. After an outage the interactions among those in hand go first: people
 * wait for them, and they are in a stream of their own.
 */
public final class PublishPipeline {
    private static final Logger log = LoggerFactory.getLogger(PublishPipeline.class);
    static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration RETRY_AFTER_REFUSAL = Duration.ofSeconds(1);
    /** Each event was sent twice by then. JetStream is away, and whoever resumes the sessions gets the events again. */
    static final Duration STALLED = ANSWER_TIMEOUT.multipliedBy(2);

    private static final Duration DRAIN_LOOK = Duration.ofMillis(20);

    private final PublishLine line;
    private final ClaimCheck claims;
    private final Supplier<Duration> uptime;
    private final PublishTrouble trouble;
    private final List<Runnable> roomListeners = new CopyOnWriteArrayList<>();
    /** By token. No lock is taken for an acknowledgement: whoever publishes would have to wake whoever waits for it. */
    private final ConcurrentMap<Long, InHand> inHand = new ConcurrentHashMap<>();

    private final PublishWindow window;
    /** In the order in which they came. Guarded by this, as all below. */
    private long nextToken = 1;

    private boolean flowing = true;
    private long retries;

    /**
     * An empty pipeline.
     *
     * @param claims for what no message can hold
     * @param uptime a clock that never runs backwards
     */
    public PublishPipeline(
            PublishLine line, ClaimCheck claims, Supplier<Duration> uptime, int maxMessages, long maxBytes) {
        this.line = line;
        this.claims = claims;
        this.uptime = uptime;
        this.window = new PublishWindow(maxMessages, maxBytes);
        this.trouble = new PublishTrouble(uptime, this::messagesInHand);
    }

    /** Takes an event and returns at once; {@code settled} is told once, on another thread or this one. */
    public synchronized void publish(OutgoingEvent event, Consumer<Settlement> settled) {
        Duration now = uptime.get();
        InHand entry = new InHand(nextToken++, event, settled, now);
        inHand.put(entry.token, entry);
        window.add(event.body().size());
        flowing &= line.usable();
        if (flowing) {
            attempt(entry, now);
        }
    }

    /** Whether no more should be read for now. */
    public boolean full() {
        return window.full();
    }

    /** Calls {@code listener}, which must not block, whenever there is room again after {@link #full()} was true. */
    public void onRoom(Runnable listener) {
        roomListeners.add(listener);
    }

    /** Calls {@code listener} no more. */
    public void offRoom(Runnable listener) {
        roomListeners.remove(listener);
    }

    /** The server stored the event. */
    public void stored(long token, String stream, long sequence, boolean duplicate) {
        InHand entry = release(token);
        if (entry != null) {
            entry.settled.accept(new Settlement.Stored(
                    stream, sequence, duplicate, uptime.get().minus(entry.since)));
        }
    }

    /** The server did not store the event, and may later. */
    public synchronized void refused(long token, String why) {
        InHand entry = inHand.get(token);
        if (entry != null) {
            entry.due = uptime.get().plus(RETRY_AFTER_REFUSAL);
            trouble.report(why);
        }
    }

    /** The server will never store the event. */
    public void impossible(long token, String reason, String why) {
        InHand entry = release(token);
        if (entry != null) {
            EventEnvelope envelope = entry.event.envelope();
            try (var _ = LogLabels.message(envelope.id(), envelope.traceparent())) {
                log.error(
                        "lost {} of {} bytes: {}",
                        entry.event.event(),
                        entry.event.body().size(),
                        why);
            }
            entry.settled.accept(new Settlement.Lost(reason));
        }
    }

    /** Sends again what is due. To be called several times a second. */
    public synchronized void tick() {
        if (!line.usable()) {
            flowing = false;
            if (!inHand.isEmpty()) {
                trouble.report("NATS cannot be reached");
            }
            return;
        }
        boolean restored = !flowing;
        flowing = true;
        Duration now = uptime.get();
        List<InHand> due = new ArrayList<>();
        for (InHand entry : inHand.values()) {
            if (!entry.claiming && (restored || entry.due.compareTo(now) <= 0)) {
                due.add(entry);
            }
        }
        due.sort(InHand.RETRY_ORDER);
        due.forEach(entry -> retry(entry, now));
        if (inHand.isEmpty()) {
            trouble.over();
        }
    }

    /**
     * Waits until nothing is in hand, but no longer than {@link #STALLED} for the next event to be stored. Returns how many
     * events are still in hand, when that or the time is over.
     */
    public synchronized int drain(Duration budget) throws InterruptedException {
        Duration end = uptime.get().plus(budget);
        Duration patience = end;
        int least = Integer.MAX_VALUE;
        Duration now = uptime.get();
        while (!inHand.isEmpty() && now.compareTo(end) < 0 && now.compareTo(patience) < 0) {
            if (inHand.size() < least) {
                least = inHand.size();
                patience = now.plus(STALLED);
            }
            wait(DRAIN_LOOK.toMillis());
            now = uptime.get();
        }
        return inHand.size();
    }

    public int messagesInHand() {
        return window.messages();
    }

    public long bytesInHand() {
        return window.bytes();
    }

    /** How many times an event was sent again. */
    public synchronized long retries() {
        return retries;
    }

    /** Whether what is read can be stored. */
    public Health health() {
        return trouble;
    }

    private void retry(InHand entry, Duration now) {
        if (entry.attempts > 0) {
            retries++;
            trouble.report("JetStream has not acknowledged an event in time");
        }
        attempt(entry, now);
    }

    private void attempt(InHand entry, Duration now) {
        if (!line.accepts(entry.event)) {
            claim(entry);
            return;
        }
        try {
            entry.attempts++;
            entry.due = now.plus(ANSWER_TIMEOUT);
            line.send(entry.event, entry.token);
        } catch (IllegalStateException notNow) {
            entry.due = uptime.get().plus(RETRY_AFTER_REFUSAL);
            trouble.report("NATS does not take messages now");
        } catch (IllegalArgumentException never) {
            // One that the client will never take must not keep the others back.
            impossible(entry.token, "refused_by_client", "the NATS client refuses it: " + never.getMessage());
        }
    }

    private void claim(InHand entry) {
        if (entry.event.isClaimed()) {
            impossible(entry.token, "too_large", "the NATS server's max_payload leaves no room for its headers");
            return;
        }
        entry.claiming = true;
        claims.store(entry.event, claimed -> claimed(entry, claimed), why -> {
            entry.claiming = false;
            refused(entry.token, why);
        });
    }

    private synchronized void claimed(InHand entry, OutgoingEvent claimed) {
        entry.claiming = false;
        entry.event = claimed;
        attempt(entry, uptime.get());
    }

    private @Nullable InHand release(long token) {
        InHand entry = inHand.remove(token);
        if (entry == null) {
            return null;
        }
        if (window.remove(entry.size)) {
            roomListeners.forEach(Runnable::run);
        }
        if (inHand.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
        return entry;
    }

    /** An event until it is settled. What changes is guarded by the pipeline's lock. */
    private static final class InHand {
        /** Interactions first, and each kind in the order in which they came. */
        private static final Comparator<InHand> RETRY_ORDER = Comparator.comparing(
                        (InHand entry) -> entry.event.interaction().isEmpty())
                .thenComparingLong(entry -> entry.token);

        private final long token;
        private final int size;
        private final Consumer<Settlement> settled;
        private final Duration since;
        private Duration due;
        private int attempts;
        private OutgoingEvent event;
        private volatile boolean claiming;

        InHand(long token, OutgoingEvent event, Consumer<Settlement> settled, Duration since) {
            this.token = token;
            this.event = event;
            this.size = event.body().size();
            this.settled = settled;
            this.since = since;
            this.due = since;
        }
    }
}
