package dev.jetcord.bridge;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.testing.JavaProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Bridges that are killed, paused, stopped and added under events; every event is stored once, and no session is lost. */
class FailoverTest {
    private static final int SHARDS = 4;

    @Test
    void theShardsOfAKilledBridgeAreResumedByAnother() throws Exception {
        try (BridgeWorld world = world();
                JavaProcess first = start(world);
                JavaProcess second = start(world);
                EventSource events = new EventSource(world.discord, SHARDS)) {
            awaitBalance(world);
            events.start();
            long resumed = world.discord.statistics().value(Counter.RESUMES);
            first.signal("KILL");
            eventually()
                    .until(() -> world.discord.statistics().value(Counter.RESUMES) - resumed >= SHARDS / 2
                            && world.discord.gateway().connectedSessions() == SHARDS);
            assertNothingLostOrDoubled(world, events);
            assertThat(ready(second)).isTrue();
        }
    }

    @Test
    void aLoneBridgeThatWasKilledResumesAfterItsRestart() throws Exception {
        try (BridgeWorld world = world();
                EventSource events = new EventSource(world.discord, SHARDS)) {
            try (JavaProcess first = start(world)) {
                events.start();
                eventually().until(() -> events.sent() > 500);
                first.signal("KILL");
            }
            try (JavaProcess second = start(world)) {
                assertNothingLostOrDoubled(world, events);
                second.signal("TERM");
                assertThat(second.exitCode()).isZero();
                assertThat(second.output()).contains("stopped").doesNotContain("could not be handed over");
            }
        }
    }

    @Test
    void bridgesThatComeAndGoHandOverWithoutANewSession() throws Exception {
        try (BridgeWorld world = world();
                EventSource events = new EventSource(world.discord, SHARDS)) {
            Bridge first = world.ready(environment());
            String firstId = requireNonNull(owners(world).get(0));
            events.start();
            Bridge second = world.bridge(environment());
            second.start();
            eventually().until(() -> owners(world).values().stream().distinct().count() == 2);
            world.awaitReady(second);
            world.awaitReady(first);
            Collection<String> owners = owners(world).values();
            assertThat(owners)
                    .allSatisfy(owner ->
                            assertThat(Collections.frequency(owners, owner)).isEqualTo(2));

            first.lifecycle().stop();
            assertThat(owners(world)).as("handed back, and not left to run out").doesNotContainValue(firstId);
            eventually()
                    .until(() -> owners(world).values().stream().distinct().count() == 1
                            && world.discord.gateway().connectedSessions() == SHARDS);
            world.awaitReady(second);
            assertNothingLostOrDoubled(world, events);
        }
    }

    @Test
    void aBridgeThatStoodStillFindsByItselfThatOthersTookOver() throws Exception {
        try (BridgeWorld world = world();
                JavaProcess first = start(world);
                JavaProcess second = start(world);
                EventSource events = new EventSource(world.discord, SHARDS)) {
            awaitBalance(world);
            events.start();
            Map<Integer, String> before = owners(world);
            first.signal("STOP");
            eventually().until(() -> owners(world).values().stream().distinct().count() == 1);
            eventually().until(() -> ready(second));
            first.signal("CONT");
            eventually().until(() -> owners(world).values().stream().distinct().count() == 2 && ready(first));
            assertThat(before.values().stream().distinct()).hasSize(2);
            assertThat(first.output()).contains("its lease lapsed here");
            assertNothingLostOrDoubled(world, events);
        }
    }

    @Test
    void afterAnOutageOfNatsEveryBridgeHasItsOwnShardsAgain() throws Exception {
        try (BridgeWorld world = world();
                EventSource events = new EventSource(world.discord, SHARDS)) {
            Bridge first = world.ready(environment());
            Bridge second = world.ready(environment());
            world.awaitReady(first);
            events.start();
            Map<Integer, String> before = owners(world);
            world.nats.kill();
            // No bridge can be heard, so each leaves the gateway, resumably, before its leases run out.
            eventually().until(() -> world.discord.gateway().connectedSessions() == 0);
            world.nats.restart();
            eventually().until(() -> world.connection.health().check().healthy());
            eventually().until(() -> world.discord.gateway().connectedSessions() == SHARDS);
            assertThat(owners(world)).isEqualTo(before);
            world.awaitReady(first);
            world.awaitReady(second);
            assertNothingLostOrDoubled(world, events);
        }
    }

    private static BridgeWorld world() throws Exception {
        return new BridgeWorld(SandboxSettings.forTests().withoutGuilds()).provisioned();
    }

    private static String[] environment() {
        return new String[] {"DISCORD_SHARDS", Integer.toString(SHARDS), "DISCORD_INTENTS", "GUILDS,GUILD_MESSAGES"};
    }

    /** One that has its share, and every shard is live. */
    private static JavaProcess start(BridgeWorld world) throws Exception {
        JavaProcess bridge = JavaProcess.start(Main.class, world.environment(environment()));
        eventually().until(() -> ready(bridge));
        return bridge;
    }

    private static boolean ready(JavaProcess bridge) throws Exception {
        return bridge.get("/readyz").statusCode() == 200;
    }

    private static void awaitBalance(BridgeWorld world) {
        eventually()
                .until(() -> world.discord.gateway().connectedSessions() == SHARDS
                        && owners(world).values().stream().distinct().count() == 2);
    }

    private static Map<Integer, String> owners(BridgeWorld world) throws Exception {
        Map<Integer, String> owners = new HashMap<>();
        KeyValueBucket bucket = new KeyValueBucket(world.connection, Topology.SHARDS_BUCKET);
        for (int shard = 0; shard < SHARDS; shard++) {
            JsonNode lease = EventSource.JSON.readTree(
                    bucket.get("lease." + SHARDS + '.' + shard).orElse(new byte[0]));
            owners.put(shard, lease.path("owner").asText("nobody " + shard));
        }
        return owners;
    }

    private static void assertNothingLostOrDoubled(BridgeWorld world, EventSource events) throws Exception {
        events.stop();
        eventually()
                .untilAsserted(() -> assertThat(world.bodies("message_create"))
                        .containsExactlyInAnyOrderElementsOf(events.bodies()));
        assertThat(world.discord.statistics().value(Counter.IDENTIFIES)).isEqualTo(SHARDS);
        assertThat(world.bodies("session_lost")).isEmpty();
    }

    /** How soon is measured by {@code ./jetcord chaos --scenario failover}, on a machine that builds nothing beside it. */
    private static ConditionFactory eventually() {
        return await().pollInterval(Duration.ofMillis(100));
    }
}
