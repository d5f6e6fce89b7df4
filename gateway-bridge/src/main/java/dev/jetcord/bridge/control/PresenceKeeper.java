package dev.jetcord.bridge.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.bridge.loop.Loop;
import dev.jetcord.bridge.session.Command;
import dev.jetcord.bridge.session.GatewaySession;
import dev.jetcord.bridge.session.ShardAction.Answer.Verdict;
import dev.jetcord.bridge.session.ShardPhase;
import dev.jetcord.bridge.shard.ShardFleet;
import dev.jetcord.bridge.shard.ShardStatus;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.KeyValueItem;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps every session's presence as it was asked for last, whichever bridge was asked: it stands in the shards' bucket and
 * is read every few seconds. Thread-safe; one thread of its own.
 */
public final class PresenceKeeper implements AutoCloseable {
    static final String KEY = "presence";

    private static final Logger log = LoggerFactory.getLogger(PresenceKeeper.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final KeyValueBucket shards;
    private final ShardFleet fleet;
    private final Map<Integer, Shown> shown = new ConcurrentHashMap<>();
    private final Loop loop = Loop.of("presence", this::look);

    private PresenceKeeper(KeyValueBucket shards, ShardFleet fleet) {
        this.shards = shards;
        this.fleet = fleet;
    }

    /** Begins to look. */
    public static PresenceKeeper start(KeyValueBucket shards, ShardFleet fleet) {
        PresenceKeeper keeper = new PresenceKeeper(shards, fleet);
        keeper.loop.start();
        return keeper;
    }

    @Override
    public void close() {
        loop.close();
    }

    private Duration look() {
        try {
            shards.item(KEY).ifPresent(this::show);
        } catch (IOException unanswered) {
            log.debug("the presence cannot be read now", unanswered);
        } catch (IllegalArgumentException refused) {
            log.warn("the presence cannot be shown: {}", refused.getMessage());
        }
        return BETWEEN_LOOKS;
    }

    private void show(KeyValueItem item) {
        Optional<Command> command = item.value().map(value -> Command.updatePresence(new String(value, UTF_8)));
        for (ShardStatus status : fleet.statuses()) {
            Shown wanted = new Shown(status.session().map(GatewaySession::id), item.revision());
            @Nullable Shown last = shown.get(status.id());
            if (command.isPresent() && status.phase() == ShardPhase.LIVE && !wanted.equals(last)) {
                // One that is refused now is tried again with the next look.
                var _ = fleet.shard(status.id())
                        .map(shard -> shard.request(command.get()).thenAccept(verdict -> {
                            if (verdict == Verdict.SENT) {
                                shown.put(status.id(), wanted);
                            }
                        }));
            }
        }
    }

    private record Shown(Optional<String> session, long revision) {}
}
