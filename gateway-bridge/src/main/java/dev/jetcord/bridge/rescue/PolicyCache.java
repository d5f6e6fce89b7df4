package dev.jetcord.bridge.rescue;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.jetcord.bridge.loop.Loop;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.KeyValueItem;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Keys;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How each command wants to be answered, as {@code provision} publishes it. It is kept here, since it is needed most when
 * NATS is away, and read anew now and then, since a watch may fall silent. Thread-safe.
 */
public final class PolicyCache implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PolicyCache.class);
    private static final Duration BETWEEN_WATCHES = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final KeyValueBucket bucket;
    private final Map<String, String> policies = new ConcurrentHashMap<>();
    private final Loop loop = Loop.of("command-policies", this::watchForAWhile);

    private PolicyCache(KeyValueBucket bucket) {
        this.bucket = bucket;
    }

    /** Begins to read. */
    public static PolicyCache start(KeyValueBucket bucket) {
        PolicyCache cache = new PolicyCache(bucket);
        cache.loop.start();
        return cache;
    }

    /** A command's policy; empty where none is known. */
    public Optional<String> of(InteractionKind kind, String name) {
        return Optional.ofNullable(policies.get(Keys.commandPolicy(kind, name)));
    }

    @Override
    public void close() {
        loop.close();
    }

    private Duration watchForAWhile() throws InterruptedException {
        try {
            KeyValueBucket.Watch watch = bucket.watch(List.of(">"), this::read);
            try {
                Thread.sleep(BETWEEN_WATCHES);
            } finally {
                watch.close();
            }
            return Duration.ZERO;
        } catch (IOException unanswered) {
            log.debug("the commands' policies cannot be read now", unanswered);
            return AFTER_FAILURE;
        }
    }

    private void read(KeyValueItem item) {
        item.value()
                .ifPresentOrElse(
                        value -> policies.put(item.key(), new String(value, US_ASCII)),
                        () -> policies.remove(item.key()));
    }
}
