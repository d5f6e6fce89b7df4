package dev.jetcord.launcher.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Real processes and a real NATS server; only what the services do is a fake. */
class FleetControlTest extends FakeFleetTest {
    private static final String USERS_TOKEN = "the-users-own-token";

    @Test
    void startsEverythingAndStopsEverything() throws Exception {
        boolean started = up(Map.of());

        assertThat(started).isTrue();
        assertThat(fake().names())
                .containsExactly("sandbox", "command-worker", "eligibility-worker", "event-worker", "gateway-bridge");
        assertThat(fake().allReady()).isTrue();

        assertThat(fleet().down()).isEqualTo(5);
        assertThat(fake().processes()).isEmpty();
        assertThat(fake().names()).isEmpty();
    }

    @Test
    void saysThatItIsUpAlready() throws Exception {
        up(Map.of());

        assertThat(up(Map.of())).isFalse();
    }

    @Test
    void replacesWhatIsLeftOfACrashedFleet() throws Exception {
        up(Map.of());
        fake().kill("command-worker");

        assertThat(up(Map.of())).isTrue();

        assertThat(fake().allReady()).isTrue();
    }

    @Test
    void stopsWhatRunsWithoutARecord() throws Exception {
        up(Map.of());
        try (var files = Files.list(fake().home().run())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }

        assertThat(fleet().down()).isEqualTo(5);

        assertThat(fake().processes()).isEmpty();
    }

    @Test
    void showsTheLastWordsOfAServiceThatEndsAndStopsTheRest() {
        assertThatThrownBy(() -> up(Map.of("FAKE_BREAKS", "all")))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("event-worker ended with exit code 7")
                .hasMessageContaining("the event worker's last words");

        assertThat(fake().processes()).isEmpty();
    }

    @Test
    void namesWhoHoldsAPortAndStartsNothing() throws Exception {
        try (var _ = new ServerSocket(fake().ports().sandbox(), 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatThrownBy(() -> up(Map.of()))
                    .isInstanceOf(FleetException.class)
                    .hasMessageContaining("port " + fake().ports().sandbox() + " for sandbox is in use by ")
                    .hasMessageContaining("Nothing was started");
        }
        assertThat(Files.exists(fake().home().run())).isFalse();
    }

    @Test
    void neverGivesTheUsersTokenToAServiceOfTheSandbox() throws Exception {
        up(Map.of("DISCORD_TOKEN", USERS_TOKEN));

        String sandboxToken = Files.readString(fake().home().sandboxToken());
        assertThat(Files.readString(fake().home().log("command-worker"))).contains("token " + sandboxToken);
        assertThat(Files.readString(fake().home().log("gateway-bridge"))).contains("token " + sandboxToken);
        assertThat(Files.readString(fake().home().log("event-worker"))).contains("token none");
        assertThat(Files.readString(fake().home().log("sandbox"))).contains("token none");
        assertThat(fake().printed()).contains("DISCORD_TOKEN is set and not used");
    }

    @Test
    void givesTheDatabaseOnlyToThoseWhoUseIt() throws Exception {
        up(Map.of());

        for (String worker : List.of("event-worker", "eligibility-worker")) {
            assertThat(Files.readString(fake().home().log(worker)))
                    .contains("database postgresql://nobody.invalid/none");
        }
        for (String other : List.of("gateway-bridge", "command-worker", "sandbox")) {
            assertThat(Files.readString(fake().home().log(other))).contains("database none");
        }
    }

    @Test
    void asksTheSandboxForMembersUnlessTheUserSaysOtherwise() throws Exception {
        up(Map.of());
        assertThat(Files.readString(fake().home().log("gateway-bridge"))).contains("intents GUILDS,GUILD_MEMBERS");
        fleet().down();

        up(Map.of("DISCORD_INTENTS", "GUILDS"));
        assertThat(Files.readString(fake().home().log("gateway-bridge"))).contains("intents GUILDS\n");
    }

    @Test
    void givesTheEligibilityWorkerTheSandboxsChain() throws Exception {
        up(Map.of());

        assertThat(Files.readString(fake().home().log("eligibility-worker")))
                .contains("\"endpoints\": [\"http://127.0.0.1:" + fake().ports().sandbox() + "/rpc/sandbox\"]");
        assertThat(Files.readString(fake().home().log("event-worker"))).contains("chains none");
    }

    @Test
    void leavesTheChainsToAUserWhoConfiguresThem() throws Exception {
        up(Map.of("CHAINS", "[]"));

        assertThat(Files.readString(fake().home().log("eligibility-worker"))).contains("chains []");
    }

    @Test
    void theRealDiscordNeedsAToken() {
        assertThatThrownBy(() -> up(true, Map.of()))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("--discord needs the bot's token");
    }

    @Test
    void aNatsUrlThatNobodyAnswersIsNamed() {
        String unused = "nats://127.0.0.1:" + fake().ports().nats();

        assertThatThrownBy(() -> up(Map.of("NATS_URL", unused)))
                .isInstanceOf(FleetException.class)
                .hasMessageContaining("NATS_URL is set")
                .hasMessageContaining(unused);
    }

    @Test
    void ofTwoAtOnceOneStartsAndTheOtherFindsItUp() throws Exception {
        FleetControl other = fake().launcher();
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> one = both.submit(() -> up(fleet()));
            Future<Boolean> two = both.submit(() -> up(other));

            assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder(true, false);
        }
        assertThat(fake().processes()).hasSize(5);
        assertThat(fake().allReady()).isTrue();
    }

    private boolean up(Map<String, String> more) throws Exception {
        return up(false, more);
    }

    private boolean up(boolean discord, Map<String, String> more) throws Exception {
        return fake().up(fleet(), discord, more).isPresent();
    }

    private boolean up(FleetControl launcher) throws Exception {
        return fake().up(launcher, false, Map.of()).isPresent();
    }
}
