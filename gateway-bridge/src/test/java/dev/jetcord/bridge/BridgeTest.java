package dev.jetcord.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.config.ConfigurationException;
import dev.jetcord.common.messaging.ObjectBucket;
import dev.jetcord.common.wire.DataReference;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.gateway.GatewayRules;
import dev.jetcord.sandbox.observation.Counter;
import io.nats.client.api.MessageInfo;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole bridge between a local Discord and a real NATS server, over real sockets. */
class BridgeTest {
    private static final OptionalInt ALL = OptionalInt.empty();
    private static final String ODD_SPACING =
            "{ \"content\" : \"gr\\u00fc\\u00dfe 🦀\",\n\"n\":1e2 , \"guild_id\":null }";

    @ParameterizedTest
    @ValueSource(strings = {"zstd-stream", "zlib-stream", "none"})
    void storesExactlyTheBytesThatDiscordSent(String compression) throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            world.ready("DISCORD_COMPRESSION", compression);
            world.dispatch("MESSAGE_CREATE", ODD_SPACING);
            world.dispatch("MESSAGE_CREATE", "{\"content\":\"second\"}");
            world.dispatch("SOMETHING_NEW", "[1, 2]");
            await().until(() -> world.stored("EVENTS").size() == 4);

            MessageInfo first = world.stored("EVENTS").get(1);
            assertThat(new String(requireNonNull(first.getData()), UTF_8)).isEqualTo(ODD_SPACING);
            assertThat(first.getSubject()).matches("events\\.activity\\.message_create\\.p\\d\\d");
            String session = BridgeWorld.header(first, Headers.GATEWAY_SESSION);
            assertThat(BridgeWorld.header(first, Headers.MESSAGE_ID)).isEqualTo(session + ":2");
            assertThat(BridgeWorld.header(first, Headers.ID)).isEqualTo(session + ":2");
            assertThat(BridgeWorld.header(first, Headers.TYPE)).isEqualTo("com.discord.message_create.v10");
            assertThat(BridgeWorld.header(first, Headers.SOURCE)).isEqualTo("/shards/0/1");
            assertThat(BridgeWorld.header(first, Headers.GATEWAY_SEQUENCE)).isEqualTo("2");
            assertThat(world.bodies("something_new")).containsExactly("[1, 2]");
        }
    }

    @Test
    void aGuildOfManyMembersPassesAServerWithItsDefaults() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            world.ready();
            Random random = new Random(1);
            StringBuilder members = new StringBuilder("{\"id\":\"7\",\"members\":[0");
            for (int member = 0; member < 100_000; member++) {
                members.append(",{\"user\":{\"id\":\"")
                        .append(random.nextLong())
                        .append("\",\"avatar\":\"");
                members.append(Long.toHexString(random.nextLong())).append("\"},\"roles\":[],\"flags\":0}");
            }
            String guild = members.append("]}").toString();
            world.dispatch("GUILD_CREATE", guild);
            world.dispatch("MESSAGE_CREATE", "{\"n\":1}");
            await().until(() -> world.stored("EVENTS").size() == 3);

            MessageInfo message = world.stored("EVENTS").stream()
                    .filter(stored -> BridgeWorld.header(stored, Headers.TYPE).equals("com.discord.guild_create.v10"))
                    .findFirst()
                    .orElseThrow();
            assertThat(BridgeWorld.header(message, Headers.CONTENT_ENCODING)).isEqualTo("gzip");
            DataReference reference = DataReference.parse(BridgeWorld.header(message, Headers.DATA_REFERENCE));
            byte[] gzip = new ObjectBucket(world.connection, reference.bucket())
                    .get(reference.object())
                    .orElseThrow();
            try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
                assertThat(new String(body.readAllBytes(), UTF_8)).isEqualTo(guild);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"4000", "4008", "1012"})
    void resumesAfterACloseAndLosesNothing(int code) throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            world.ready();
            world.dispatch("MESSAGE_CREATE", "{\"n\":1}");
            world.discord.gateway().close(ALL, code, "test");
            world.dispatch("MESSAGE_CREATE", "{\"n\":2}");
            await().until(() -> world.discord.statistics().value(Counter.RESUMES) == 1);
            world.dispatch("MESSAGE_CREATE", "{\"n\":3}");
            assertStoredOnce(world, 3);
            assertThat(world.discord.statistics().value(Counter.IDENTIFIES)).isEqualTo(1);
        }
    }

    @Test
    void resumesAtOnceWhenDiscordAsksForIt() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            world.ready();
            world.discord.gateway().reconnect(ALL);
            world.dispatch("MESSAGE_CREATE", "{\"n\":1}");
            await().until(() -> world.discord.statistics().value(Counter.RESUMES) == 1);
            assertStoredOnce(world, 1);
        }
    }

    @Test
    void resumesAnInvalidSessionThatCanBe() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            world.ready();
            world.discord.gateway().invalidate(ALL, true);
            await().until(() -> world.discord.statistics().value(Counter.RESUMES) == 1);
            assertThat(world.discord.statistics().value(Counter.IDENTIFIES)).isEqualTo(1);
        }
    }

    @Test
    void identifiesAnewAfterAnInvalidSessionThatCanNotBeResumed() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            Bridge bridge = world.ready();
            world.discord.gateway().invalidate(ALL, false);
            await().atMost(Duration.ofSeconds(12))
                    .until(() -> world.bodies("ready").size() == 2);
            assertThat(world.metric(bridge, "jetcord_gateway_sessions_lost_total{cause=\"invalidated\",shard=\"0\"}"))
                    .isEqualTo(1);
            assertThat(world.bodies("session_lost"))
                    .singleElement()
                    .isEqualTo(
                            "{\"shard\":0,\"shard_count\":1,\"cause\":\"invalidated\",\"acknowledged\":1,\"received\":1}");
            List<Long> epochs = world.stored("EVENTS").stream()
                    .map(message -> Long.parseLong(BridgeWorld.header(message, Headers.EPOCH)))
                    .distinct()
                    .toList();
            assertThat(epochs).hasSize(2).isSorted();
        }
    }

    @Test
    void aTokenThatDiscordRefusesEndsWithWhatToDo() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            String other = SandboxSettings.forTests().token();
            Bridge bridge = world.bridge("DISCORD_TOKEN", other);
            assertThatThrownBy(bridge::start)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("DISCORD_TOKEN")
                    .hasMessageContaining("401")
                    .hasMessageNotContaining(other);
        }
    }

    @Test
    void aTokenThatBecomesVoidEndsWithWhatToDo() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            world.ready();
            world.discord.gateway().close(ALL, 4004, "");
            await().until(() -> !world.fatalities.isEmpty());
            assertThat(world.fatalities).singleElement().asString().contains("4004", "DISCORD_TOKEN");
        }
    }

    @Test
    void anIntentThatIsNotAllowedEndsWithWhatToDo() throws Exception {
        SandboxSettings strict = SandboxSettings.forTests().withRules(new GatewayRules(1, 0, 1, 1000));
        try (BridgeWorld world = new BridgeWorld(strict).provisioned()) {
            world.bridge("DISCORD_INTENTS", "GUILDS,GUILD_MEMBERS").start();
            await().until(() -> !world.fatalities.isEmpty());
            assertThat(world.fatalities)
                    .singleElement()
                    .asString()
                    .contains("4014", "GUILD_MEMBERS", "Developer Portal");
        }
    }

    @Test
    void waitsForTheTopologyAndSaysWhatIsMissing() throws Exception {
        try (BridgeWorld world = new BridgeWorld()) {
            Bridge bridge = world.bridge();
            Thread starting = Thread.ofVirtual().start(() -> {
                try {
                    bridge.start();
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            });
            await().untilAsserted(
                            () -> assertThat(world.get(bridge, "/readyz")).contains("stream EVENTS", "run provision"));
            world.provisioned();
            assertThat(starting.join(Duration.ofSeconds(5))).isTrue();
            world.awaitReady(bridge);
        }
    }

    @Test
    void whatCannotBeReadIsCountedAndTheNextEventStored() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            Bridge bridge = world.ready();
            world.dispatch("MESSAGE_CREATE", "{\"broken\": tru}");
            world.dispatch("MESSAGE_CREATE", "{\"n\":1}");
            assertStoredOnce(world, 1);
            assertThat(world.metric(bridge, "jetcord_gateway_anomalies_total{kind=\"undecodable\"}"))
                    .isEqualTo(1);
        }
    }

    @Test
    void countsWhatComesByTheNamesThatAreKnown() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            Bridge bridge = world.ready();
            world.dispatch("MESSAGE_CREATE", "{}");
            world.dispatch("SOMETHING_NEW", "{}");
            await().until(() -> world.metric(bridge, "jetcord_gateway_shard_sequence_acknowledged{") == 3);
            assertThat(world.metric(bridge, "jetcord_gateway_dispatches_total{event=\"message_create\"}"))
                    .isEqualTo(1);
            assertThat(world.metric(bridge, "jetcord_gateway_dispatches_total{event=\"other\"}"))
                    .isEqualTo(1);
            assertThat(world.metric(bridge, "jetcord_gateway_shard_up{shard=\"0\"}"))
                    .isEqualTo(1);
            assertThat(world.metric(bridge, "jetcord_gateway_shard_sequence_received{"))
                    .isEqualTo(3);
        }
    }

    @Test
    void stopsReadingWhileNatsIsAwayAndStoresEverythingOnceItIsBack() throws Exception {
        try (BridgeWorld world = new BridgeWorld().provisioned()) {
            Bridge bridge = world.ready();
            world.nats.kill();
            int sent = 6000;
            IntStream.rangeClosed(1, sent).forEach(n -> world.dispatch("MESSAGE_CREATE", "{\"n\":" + n + "}"));
            await().untilAsserted(() -> assertThat(world.metric(bridge, "jetcord_publish_in_hand_messages"))
                    .isGreaterThanOrEqualTo(4096));
            assertThat(world.status(bridge, "/readyz")).isEqualTo(503);
            assertThat(world.get(bridge, "/readyz")).contains("events in hand");
            world.nats.restart();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> world.connection.health().check().healthy());
            await().atMost(Duration.ofSeconds(20)).until(() -> count(world) == sent + 1);
            assertThat(world.bodies("message_create"))
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, sent)
                            .mapToObj(n -> "{\"n\":" + n + "}")
                            .toList());
            assertThat(world.metric(bridge, "jetcord_publish_lost_total")).isZero();
        }
    }

    private static long count(BridgeWorld world) throws Exception {
        return world.connection
                .connection()
                .jetStreamManagement()
                .getStreamInfo("EVENTS")
                .getStreamState()
                .getMsgCount();
    }

    private static void assertStoredOnce(BridgeWorld world, int last) {
        await().untilAsserted(() -> assertThat(world.bodies("message_create"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, last)
                        .mapToObj(n -> "{\"n\":" + n + "}")
                        .toList()));
    }
}
