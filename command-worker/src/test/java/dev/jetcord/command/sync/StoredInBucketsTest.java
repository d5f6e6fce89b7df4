package dev.jetcord.command.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.command.Command;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.testkit.ProvisionedNats;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What provisioning keeps in key-value buckets of a real NATS server. */
class StoredInBucketsTest {
    private final ProvisionedNats nats = ProvisionedNats.start();

    @AfterEach
    void stop() {
        nats.close();
    }

    @Test
    void remembersOwnedCommandsOverRunsEachApplicationForItself() throws Exception {
        Map<CommandKey, Optional<Snowflake>> owned = new LinkedHashMap<>();
        owned.put(new CommandKey(1, "ping"), Optional.of(new Snowflake(-1)));
        owned.put(new CommandKey(2, "Show profile"), Optional.empty());
        assertThat(owned(1).load()).isEmpty();

        owned(1).save(owned);

        assertThat(owned(1).load()).isEqualTo(owned);
        assertThat(owned(2).load()).isEmpty();
    }

    @Test
    void publishesWhatBecomesOfEachFirstResponse() throws Exception {
        KeyValueBucket bucket = new KeyValueBucket(nats.connection(), Topology.COMMAND_POLICIES_BUCKET);
        CommandPolicies policies = new CommandPolicies(bucket);
        Command slow = command("slow").deferral(DeferralPolicy.DEFER_PUBLIC).handle(context -> {});
        Command profile = Command.user("Show profile")
                .deferral(DeferralPolicy.DEFER_EPHEMERAL)
                .handle(context -> {});

        policies.publish(List.of(slow, profile));
        policies.publish(List.of(command("slow").deferral(DeferralPolicy.MODAL).handle(context -> {})));

        assertThat(text(bucket, "slash.slow")).isEqualTo("modal");
        assertThat(text(bucket, "user.Show=20profile")).isEqualTo("defer_ephemeral");
    }

    private static Command.Builder command(String name) {
        return Command.slash(name, "Does something");
    }

    private static String text(KeyValueBucket bucket, String key) throws IOException {
        return new String(bucket.get(key).orElseThrow(), UTF_8);
    }

    private StoredOwnedCommands owned(long application) throws IOException {
        return new StoredOwnedCommands(
                new KeyValueBucket(nats.connection(), Topology.OWNED_COMMANDS_BUCKET),
                new Snowflake(application),
                JsonMapper.builder().build());
    }
}
