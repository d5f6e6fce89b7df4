package dev.jetcord.bridge.lease;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.KeyValueItem;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many shards a bot has that leaves it to Discord: what Discord recommends differs from day to day, but bridges of
 * different counts would be two fleets, each with all the guilds. So the count that was used last holds for as long as it is
 * enough.
 */
public final class ShardCount {
    private static final Logger log = LoggerFactory.getLogger(ShardCount.class);
    private static final String KEY = "count";

    private ShardCount() {}

    /**
     * The count that all bridges use.
     *
     * @param recommended by Discord, just now
     * @throws IOException when NATS did not answer
     */
    public static int agree(KeyValueBucket shards, int recommended) throws IOException {
        while (true) {
            Optional<KeyValueItem> item = shards.item(KEY);
            int used = item.flatMap(KeyValueItem::value).map(ShardCount::read).orElse(0);
            if (used >= recommended) {
                return used;
            }
            byte[] value = Integer.toString(recommended).getBytes(US_ASCII);
            if (shards.compareAndSet(
                            KEY, value, item.map(KeyValueItem::revision).orElse(0L))
                    .isPresent()) {
                if (used > 0) {
                    log.warn(
                            "Discord recommends {} shards now, and no longer {}: new sessions begin, and both fleets run"
                                    + " side by side until every bridge has been restarted",
                            recommended,
                            used);
                }
                return recommended;
            }
        }
    }

    private static int read(byte[] value) {
        try {
            return Integer.parseInt(new String(value, US_ASCII));
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }
}
