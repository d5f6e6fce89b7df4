package dev.jetcord.bridge.publishing;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.InteractionRoute;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.metrics.BridgeMetrics;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Message;
import io.nats.client.api.PublishAck;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the dispatches of one shard, many at a time, each tried again with the same message id until it is stored. Tells
 * how far everything is stored without a gap. Thread-safe.
 */
public final class ShardPublisher {
    private static final Logger log = LoggerFactory.getLogger(ShardPublisher.class);
    private static final Logger flow = LoggerFactory.getLogger("dev.jetcord.flow");
    private static final int MAX_MESSAGES = 1024;
    private static final long MAX_BYTES = 32L << 20;
    private static final Duration RETRY_DELAY = Duration.ofMillis(250);
    /** Room in a message for the subject and the headers of the wire contract, in bytes. */
    private static final int HEADER_ROOM = 2048;

    private final Connection connection;
    private final JetStream jetStream;
    private final ScheduledExecutorService scheduler;
    private final BridgeMetrics metrics;
    private final boolean showFlow;
    private final int shardId;
    private final int shardCount;
    private final Listener listener;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private long pendingBytes;
    private boolean full;

    /**
     * Prepares to publish.
     *
     * @param showFlow whether each stored interaction is logged
     */
    public ShardPublisher(
            Connection connection,
            ScheduledExecutorService scheduler,
            BridgeMetrics metrics,
            boolean showFlow,
            int shardId,
            int shardCount,
            Listener listener)
            throws IOException {
        this.connection = connection;
        this.jetStream = connection.jetStream();
        this.scheduler = scheduler;
        this.metrics = metrics;
        this.showFlow = showFlow;
        this.shardId = shardId;
        this.shardCount = shardCount;
        this.listener = listener;
    }

    /** Stores a dispatch in its own time. Returns whether there is room for more; if not, {@link Listener#roomAgain} follows. */
    public boolean publish(ShardAction.Publish publish) {
        Pending entry = new Pending(publish, message(publish));
        boolean room;
        synchronized (this) {
            pending.addLast(entry);
            pendingBytes += entry.message.getData().length;
            full = full || pending.size() >= MAX_MESSAGES || pendingBytes >= MAX_BYTES;
            room = !full;
        }
        attempt(entry);
        return room;
    }

    /** Waits until all is stored, or the time is up. Returns how many are not. */
    public synchronized int flush(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!pending.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return pending.size();
    }

    private void attempt(Pending entry) {
        int size = entry.message.getData().length;
        long limit = connection.getServerInfo().getMaxPayload();
        if (limit > 0 && size + HEADER_ROOM > limit) {
            log.error(
                    "a {} of {} bytes is over the server's max_payload of {} and is lost; raise max_payload",
                    entry.publish.dispatch().event(),
                    size,
                    limit);
            metrics.lost("too_large");
            settle(entry);
            return;
        }
        try {
            var _ = jetStream.publishAsync(entry.message).whenComplete((ack, failure) -> {
                if (failure == null) {
                    stored(entry, ack);
                } else {
                    again(entry, failure);
                }
            });
        } catch (RuntimeException notSent) {
            again(entry, notSent);
        }
    }

    private void again(Pending entry, Throwable failure) {
        metrics.retried();
        if (entry.attempts++ == 0) {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            log.warn(
                    "shard {}: a {} could not be stored yet ({}); tried again until it is",
                    shardId,
                    entry.publish.dispatch().event(),
                    cause.toString());
        }
        var _ = scheduler.schedule(() -> attempt(entry), RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stored(Pending entry, PublishAck ack) {
        Duration took = Duration.between(entry.publish.receivedAt(), Instant.now());
        metrics.stored(took.isNegative() ? Duration.ZERO : took);
        Optional<InteractionRoute> interaction =
                entry.publish.dispatch().routing().interaction();
        if (showFlow && interaction.isPresent()) {
            flow.info(
                    "interaction {} {} {} from shard {} stored in {} at {} in {} ms",
                    interaction.get().id(),
                    interaction.get().kind().token(),
                    interaction.get().name(),
                    shardId,
                    ack.getStream(),
                    ack.getSeqno(),
                    took.toMillis());
        }
        settle(entry);
    }

    private void settle(Pending entry) {
        Optional<Version> reached = Optional.empty();
        boolean roomAgain = false;
        synchronized (this) {
            entry.settled = true;
            while (!pending.isEmpty() && pending.getFirst().settled) {
                Pending first = pending.removeFirst();
                pendingBytes -= first.message.getData().length;
                reached = Optional.of(first.publish.version());
            }
            if (full && pending.size() <= MAX_MESSAGES / 2 && pendingBytes <= MAX_BYTES / 2) {
                full = false;
                roomAgain = true;
            }
            notifyAll();
        }
        reached.ifPresent(listener::storedUpTo);
        if (roomAgain) {
            listener.roomAgain();
        }
    }

    private Message message(ShardAction.Publish publish) {
        Frame.Dispatch dispatch = publish.dispatch();
        Routing routing = dispatch.routing();
        Partition partition =
                routing.guild().or(routing::user).map(Partition::of).orElse(Partition.of(new Snowflake(0)));
        Optional<InteractionRoute> interaction = routing.interaction();
        String id = interaction
                .map(route -> MessageIds.forInteraction(route.id()))
                .orElseGet(() -> MessageIds.forDispatch(publish.session(), dispatch.sequence()));
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                id,
                shardId,
                shardCount,
                dispatch.event(),
                publish.receivedAt(),
                routing.guild(),
                publish.session(),
                publish.version(),
                Optional.empty());
        Headers headers = new Headers();
        envelope.headers().forEach((name, value) -> headers.put(name, value));
        return NatsMessage.builder()
                .subject(interaction
                        .map(route -> Subjects.forInteraction(route.kind(), route.name(), partition))
                        .orElseGet(() -> Subjects.forDispatch(dispatch.event(), partition)))
                .headers(headers)
                .data(dispatch.body().bytes())
                .build();
    }

    /** Hears what became of publishing. Called on the client's threads. */
    public interface Listener {
        /** Everything up to this version is stored. */
        void storedUpTo(Version version);

        /** There is room for more after {@link ShardPublisher#publish} had said that there is not. */
        void roomAgain();
    }

    /** A dispatch on its way. */
    private static final class Pending {
        private final ShardAction.Publish publish;
        private final Message message;
        private int attempts;
        private boolean settled;

        private Pending(ShardAction.Publish publish, Message message) {
            this.publish = publish;
            this.message = message;
        }
    }
}
