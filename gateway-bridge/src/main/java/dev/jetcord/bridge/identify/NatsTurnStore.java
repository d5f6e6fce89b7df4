package dev.jetcord.bridge.identify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.KeyValueItem;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Turns in NATS: {@code identify.<max_concurrency>.<bucket>} holds {@code held}, {@code sent} or {@code free}. Thread-safe. */
public final class NatsTurnStore implements TurnStore {
    private final KeyValueBucket shards;
    private final KeyValueBucket bridges;
    private final String self;
    private final int concurrency;

    /**
     * The store of one bridge.
     *
     * @param bridges where each bridge writes a sign of life every second, under its own key
     * @param self this bridge's key
     */
    public NatsTurnStore(KeyValueBucket shards, KeyValueBucket bridges, String self, int concurrency) {
        this.shards = shards;
        this.bridges = bridges;
        this.self = self;
        this.concurrency = concurrency;
    }

    @Override
    public Optional<Turn> read(int bucket) throws IOException {
        return shards.item(key(bucket)).map(NatsTurnStore::turn);
    }

    @Override
    public OptionalLong write(int bucket, Turn.State state, long revision) throws IOException {
        byte[] value = state.name().toLowerCase(Locale.ROOT).getBytes(US_ASCII);
        return shards.compareAndSet(key(bucket), value, revision);
    }

    @Override
    public Instant serverTime() throws IOException {
        return bridges.item(self).map(KeyValueItem::writtenAt).orElse(Instant.EPOCH);
    }

    private static Turn turn(KeyValueItem item) {
        String state = item.value()
                .map(value -> new String(value, US_ASCII).toUpperCase(Locale.ROOT))
                .orElse("");
        for (Turn.State known : Turn.State.values()) {
            if (known.name().equals(state)) {
                return new Turn(known, item.revision(), item.writtenAt());
            }
        }
        // What a newer release may write blocks for the longest time.
        return new Turn(Turn.State.HELD, item.revision(), item.writtenAt());
    }

    private String key(int bucket) {
        return "identify." + concurrency + '.' + bucket;
    }
}
