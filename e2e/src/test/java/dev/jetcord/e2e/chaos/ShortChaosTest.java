package dev.jetcord.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.e2e.chaos.Fault.Breaking;
import dev.jetcord.e2e.chaos.Fault.Expectation;
import dev.jetcord.e2e.chaos.Judge.Beginning;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The faults of {@code ./jetcord chaos}, short and one after the other on one fleet: nothing is lost or doubled. */
@EnabledIfSystemProperty(named = "jetcord.chaos", matches = "true", disabledReason = "asks for -Djetcord.chaos=true")
class ShortChaosTest {
    private static final int RATE = 500;
    // Long enough for a life to be over and the shards to move.
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(7);

    @TempDir
    private static Path folder;

    private static ChaosFleet fleet;

    @BeforeAll
    static void start() throws Exception {
        fleet = ChaosFleets.start(folder, Setup.PAIR);
    }

    @AfterAll
    static void stop() throws Exception {
        fleet.close();
    }

    @Test
    void brokenSocketsAndReconnectsLoseNothing() throws Exception {
        under(Expectation.IN_ORDER, broken -> {
            Break.storm(broken, "cut", "{}", 4);
            Break.storm(broken, "reconnect", "{}", 4);
            Break.storm(broken, "invalidate", "{\"resumable\":true}", 4);
        });
    }

    @Test
    void aBridgeThatIsKilledOrStoppedLosesNothing() throws Exception {
        // How soon its shards are another's is judged by the full scenario, on a machine that builds nothing beside it.
        under(Expectation.IN_ORDER, broken -> Failover.measure(broken, 1));
    }

    @Test
    void natsThatIsKilledLosesNothing() throws Exception {
        under(Expectation.ANY_ORDER, broken -> Break.killNats(broken, 1));
    }

    @Test
    void aBridgeThatIsCutOffFromNatsLosesNothing() throws Exception {
        under(Expectation.ANY_ORDER, broken -> Break.cutOff(broken.bridges().subList(0, 1), LONG_ENOUGH));
    }

    @Test
    void clocksThatJumpLoseNothing() throws Exception {
        under(Expectation.IN_ORDER, broken -> {
            for (Duration offset : new Duration[] {Duration.ofMinutes(1), Duration.ofMinutes(-1), Duration.ZERO}) {
                for (BridgeProcess bridge : broken.bridges()) {
                    bridge.setClock(offset);
                }
                broken.control("POST", "/gateway/cut", "{}");
                Break.awaitReady(broken);
            }
        });
    }

    private static void under(Expectation expectation, Breaking fault) throws Exception {
        var load = new SteadyLoad(fleet, RATE);
        Beginning beginning = load.begin();
        fault.into(fleet);
        load.endAndSettle();

        assertThat(Judge.judge(fleet, beginning).wrong(expectation)).isEmpty();
    }
}
