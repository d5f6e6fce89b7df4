package dev.jetcord.command.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.command.Command;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.wire.Keys;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Publishes what becomes of each command's first response, so that the bridge can give it when no worker is in time. The
 * key is {@link Keys#commandPolicy}, the value one of {@code immediate}, {@code defer_ephemeral},
 * {@code defer_public} and {@code modal}.
 */
public final class CommandPolicies {
    private final KeyValueBucket bucket;

    public CommandPolicies(KeyValueBucket bucket) {
        this.bucket = requireNonNull(bucket, "bucket");
    }

    /** Writes those that differ. */
    public void publish(List<Command> commands) throws IOException {
        for (Command command : commands) {
            String key = Keys.commandPolicy(command.definition().kind(), command.name());
            byte[] policy = command.deferral().name().toLowerCase(Locale.ROOT).getBytes(UTF_8);
            if (!bucket.get(key).map(stored -> Arrays.equals(stored, policy)).orElse(false)) {
                bucket.put(key, policy);
            }
        }
    }
}
