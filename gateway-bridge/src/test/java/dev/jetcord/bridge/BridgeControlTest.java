package dev.jetcord.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.observation.Counter;
import io.nats.client.Message;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What operators and workers ask of a bridge, and what it does in a worker's place. */
class BridgeControlTest {
    @Test
    void givesAFirstResponseByPolicyWhereNoWorkerAnnouncesOne() throws Exception {
        try (BridgeWorld world = new BridgeWorld(SandboxSettings.forTests()).provisioned()) {
            new KeyValueBucket(world.connection, Topology.COMMAND_POLICIES_BUCKET)
                    .put("slash.show", "defer_public".getBytes(UTF_8));
            ObjectNode show = EventSource.JSON.createObjectNode().put("name", "show");
            world.discord.commands().upsert(OptionalLong.empty(), show.put("description", "Shows"));
            world.ready();
            Interaction answered = world.discord.type("/show");
            await().until(() -> world.stored("COMMANDS").size() == 1);
            world.connection
                    .connection()
                    .publish(
                            Subjects.acknowledged(
                                    new Snowflake(answered.origin().id())),
                            null);
            Interaction rescued = world.discord.type("/show");

            await().until(() -> seen(world, rescued).path("state").asText().equals("thinking"));
            assertThat(seen(world, rescued).path("ephemeral").asBoolean()).isFalse();
            assertThat(world.discord.statistics().value(Counter.CALLBACKS)).isEqualTo(1);
        }
    }

    @Test
    void tellsHowItsShardsFareAndReconnectsOneWithoutLoss() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            Bridge bridge = world.ready();
            JsonNode shard = EventSource.JSON
                    .readTree(world.get(bridge, "/shards"))
                    .path("shards")
                    .path(0);
            assertThat(shard.path("state").asText()).isEqualTo("LIVE");
            assertThat(shard.path("received").asInt()).isEqualTo(1);
            assertThat(world.post(bridge, "/shards/7/reconnect")).isEqualTo(404);
            assertThat(world.post(bridge, "/shards/0/reconnect")).isEqualTo(202);
            world.dispatch("MESSAGE_CREATE", "{\"n\":1}");
            await().until(() -> world.discord.statistics().value(Counter.RESUMES) == 1);
            await().untilAsserted(
                            () -> assertThat(world.bodies("message_create")).containsExactly("{\"n\":1}"));
            assertThat(world.get(bridge, "/shards")).contains("\"last_disconnection\":\"operator 4000\"");
            assertThat(ask(world, Subjects.GATEWAY_SHARDS, "").path("shards").size())
                    .isEqualTo(1);
        }
    }

    @Test
    void asksForMembersAndSetsThePresenceOnRequest() throws Exception {
        try (BridgeWorld world = new BridgeWorld(SandboxSettings.forTests()).provisioned()) {
            world.ready("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS");
            long guild = world.discord.world().guilds().iterator().next().id();
            String members = "{\"guild_id\":\"" + guild + "\",\"query\":\"\",\"limit\":0,\"nonce\":\"n1\"}";
            assertThat(ask(world, Subjects.GATEWAY_MEMBERS, members)
                            .path("accepted")
                            .asBoolean())
                    .isTrue();
            await().untilAsserted(() -> assertThat(world.bodies("guild_members_chunk"))
                    .singleElement()
                    .asString()
                    .contains("\"nonce\":\"n1\""));

            assertThat(ask(world, Subjects.GATEWAY_MEMBERS, "{\"guild_id\":\"1\"}")
                            .path("error")
                            .asText())
                    .contains("user_ids");
            assertThat(ask(world, Subjects.GATEWAY_MEMBERS, "nonsense")
                            .path("error")
                            .asText())
                    .contains("JSON object");
            String tooLarge = "{\"status\":\"" + "x".repeat(5000) + "\"}";
            assertThat(ask(world, Subjects.GATEWAY_PRESENCE, tooLarge)
                            .path("error")
                            .asText())
                    .contains("4096");
            String presence = "{\"since\":null,\"activities\":[],\"status\":\"dnd\",\"afk\":false}";
            assertThat(ask(world, Subjects.GATEWAY_PRESENCE, presence)
                            .path("accepted")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void asksForAllMembersOnlyWithTheIntentWithoutWhichDiscordEndsTheSession() throws Exception {
        try (BridgeWorld world = new BridgeWorld(SandboxSettings.forTests()).provisioned()) {
            world.ready();

            assertThat(ask(world, Subjects.GATEWAY_MEMBERS, "{\"guild_id\":\"1\",\"query\":\"\",\"limit\":0}")
                            .path("error")
                            .asText())
                    .contains("GUILD_MEMBERS", "DISCORD_INTENTS");
        }
    }

    @Test
    void storesOnlyWhatIsWantedAndGoesOnPastTheRest() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            Bridge bridge = world.ready();
            assertThat(ask(world, Subjects.GATEWAY_EVENTS, "{\"deny\":[\"typing\"]}")
                            .path("error")
                            .asText())
                    .contains("TYPING_START");
            assertThat(ask(world, Subjects.GATEWAY_EVENTS, "{\"deny\":[\"SOMETHING_NEW\"]}")
                            .path("accepted")
                            .asBoolean())
                    .isTrue();
            // READY was the first.
            AtomicInteger sequence = new AtomicInteger(1);
            await().pollInterval(Duration.ofMillis(200)).until(() -> {
                int before = world.bodies("something_new").size();
                world.dispatch("SOMETHING_NEW", "{}");
                world.dispatch("MESSAGE_CREATE", "{}");
                int sent = sequence.addAndGet(2);
                await().until(() -> world.metric(bridge, "jetcord_gateway_shard_sequence_acknowledged{") == sent);
                return world.bodies("something_new").size() == before;
            });
            assertThat(world.bodies("message_create")).isNotEmpty();
        }
    }

    private static JsonNode ask(BridgeWorld world, String subject, String body) throws Exception {
        Message answer = world.connection.connection().request(subject, body.getBytes(UTF_8), Duration.ofSeconds(5));
        return EventSource.JSON.readTree(requireNonNull(requireNonNull(answer).getData()));
    }

    private static JsonNode seen(BridgeWorld world, Interaction interaction) throws InterruptedException {
        return world.discord.await(interaction, Duration.ZERO);
    }
}
