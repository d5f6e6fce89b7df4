package dev.jetcord.bridge.lease;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.KeyValueItem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases and signs of life as they stand in NATS: {@code lease.<count>.<shard>} in the shards' bucket, a key a bridge in the
 * bridges' bucket, both JSON. Bridges of another shard count are another fleet. Thread-safe.
 */
public final class LeaseStore {
    private static final Logger log = LoggerFactory.getLogger(LeaseStore.class);
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final KeyValueBucket bridges;
    private final KeyValueBucket shards;
    private final String self;
    private final int count;

    /**
     * The store of one bridge.
     *
     * @param self unique among all bridges that ever were; a valid key
     * @param count how many shards the bot has
     */
    public LeaseStore(KeyValueBucket bridges, KeyValueBucket shards, String self, int count) {
        this.bridges = bridges;
        this.shards = shards;
        this.self = self;
        this.count = count;
    }

    String self() {
        return self;
    }

    int count() {
        return count;
    }

    /** Writes a sign of life. */
    void renew(boolean leaving) throws IOException {
        ObjectNode sign = JSON.createObjectNode().put("shards", count).put("leaving", leaving);
        bridges.put(self, JSON.writeValueAsBytes(sign));
    }

    /** The bridge is gone and holds nothing. */
    void leave() throws IOException {
        bridges.delete(self);
    }

    /** Writes a lease if nobody has written it since; returns its revision. */
    OptionalLong write(int shard, Lease lease, long revision) throws IOException {
        ObjectNode value = JSON.createObjectNode().put("epoch", lease.epoch());
        lease.owner().ifPresent(owner -> value.put("owner", owner));
        return shards.compareAndSet(key(shard), JSON.writeValueAsBytes(value), revision);
    }

    /** Tells {@code board} what stands there and what changes, and {@code changed} each time. */
    List<KeyValueBucket.Watch> watch(LeaseBoard board, Supplier<Duration> uptime, Runnable changed)
            throws IOException, InterruptedException {
        long number = board.watchBegins();
        AtomicInteger behind = new AtomicInteger(2);
        Runnable caughtUp = () -> {
            if (behind.decrementAndGet() == 0) {
                board.caughtUp(number, uptime.get());
                changed.run();
            }
        };
        KeyValueBucket.Watch leases = shards.watch(
                List.of("lease." + count + ".*"),
                item -> {
                    readLease(item, board);
                    changed.run();
                },
                caughtUp);
        try {
            KeyValueBucket.Watch signs = bridges.watch(
                    List.of(">"),
                    item -> {
                        readSign(item, board, uptime.get());
                        changed.run();
                    },
                    caughtUp);
            return List.of(leases, signs);
        } catch (IOException | InterruptedException failure) {
            leases.close();
            throw failure;
        }
    }

    private void readLease(KeyValueItem item, LeaseBoard board) {
        try {
            int shard = Integer.parseInt(item.key().substring(item.key().lastIndexOf('.') + 1));
            JsonNode value = JSON.readTree(item.value().orElse(new byte[0]));
            Optional<String> owner =
                    Optional.ofNullable(value.path("owner").textValue()).filter(name -> !name.isEmpty());
            board.lease(shard, new Lease(owner, value.path("epoch").asLong()), item.revision());
        } catch (IOException | IllegalArgumentException malformed) {
            log.warn("the value of key {} is no lease and is ignored", item.key());
        }
    }

    private void readSign(KeyValueItem item, LeaseBoard board, Duration now) {
        if (item.value().isEmpty()) {
            board.gone(item.key());
            return;
        }
        try {
            JsonNode sign = JSON.readTree(item.value().get());
            if (sign.path("shards").asInt() == count) {
                board.sign(item.key(), sign.path("leaving").asBoolean(), item.writtenAt(), now);
            }
        } catch (IOException malformed) {
            log.warn("the value of key {} is no bridge and is ignored", item.key());
        }
    }

    private String key(int shard) {
        return "lease." + count + '.' + shard;
    }
}
