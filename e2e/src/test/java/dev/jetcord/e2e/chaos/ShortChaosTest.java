package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.e2e.chaos.Fault.Breaking;
import dev.jetcord.e2e.chaos.Fault.Expectation;
import dev.jetcord.e2e.chaos.Judge.Beginning;
import io.nats.client.impl.NatsMessage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The faults of {@code ./jetcord chaos}, short and one after the other on one fleet: nothing is lost or doubled. Order, and how
 * long something takes, are judged by the full scenarios, on a machine that builds nothing beside them.
 */
class ShortChaosTest {
    private static final int RATE = 500;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
    void socketsThatBreakAndClocksThatJumpLoseNothing() throws Exception {
        under(_ -> {
            first().setClock(Duration.ofMinutes(1));
            second().setClock(Duration.ofMinutes(-1));
            Break.storm(fleet, "cut", "{}", 2);
            Break.storm(fleet, "reconnect", "{}", 2);
            Break.storm(fleet, "invalidate", "{\"resumable\":true}", 2);
            first().setClock(Duration.ZERO);
            second().setClock(Duration.ZERO);
        });
    }

    @Test
    void aBridgeThatIsKilledAndOneThatIsStoppedLoseNothing() throws Exception {
        under(_ -> {
            first().process().kill();
            awaitAllAt(second());
            first().process().restart();
            Break.awaitReady(fleet);
            second().process().stop();
            awaitAllAt(first());
            second().process().restart();
        });
    }

    @Test
    void natsThatIsKilledAsABridgeComesBackThatWasCutOffFromItLosesNothing() throws Exception {
        under(_ -> {
            first().cutOff();
            awaitAllAt(second());
            first().reconnect();
            Break.takeNatsAway(fleet, Duration.ZERO);
        });
    }

    @Test
    void theJudgeSeesAMessageThatIsMissingAndOneThatIsThereTwice() throws Exception {
        Beginning beginning = load(_ -> {});
        try (NatsConnection nats = fleet.connect()) {
            var streams = nats.connection().jetStreamManagement();
            long last = streams.getStreamInfo(Topology.EVENTS).getStreamState().getLastSequence();
            var copied = streams.getMessage(Topology.EVENTS, last);
            streams.deleteMessage(Topology.EVENTS, last - 1);
            // Without its message id, the server's duplicate window can't know it.
            var headers = requireNonNull(copied.getHeaders());
            headers.remove("Nats-Msg-Id");
            nats.connection()
                    .jetStream()
                    .publish(NatsMessage.builder()
                            .subject(copied.getSubject())
                            .headers(headers)
                            .data(copied.getData())
                            .build());
        }

        assertThat(Judge.judge(fleet, beginning).wrong(Expectation.ANY_ORDER)).containsExactly("1 lost", "1 doubled");
    }

    private static void under(Breaking fault) throws Exception {
        assertThat(Judge.judge(fleet, load(fault)).wrong(Expectation.ANY_ORDER)).isEmpty();
    }

    /** Does it under load, and returns when all is well again. */
    private static Beginning load(Breaking fault) throws Exception {
        var load = new SteadyLoad(fleet, RATE, PAUSE);
        Beginning beginning = load.begin();
        fault.into(fleet);
        load.endAndSettle();
        return beginning;
    }

    private static void awaitAllAt(BridgeProcess bridge) throws Exception {
        fleet.await(
                "a bridge to have every shard",
                PATIENCE,
                () -> bridge.metric("jetcord_gateway_leases_held")
                        == fleet.setup().shards());
    }

    private static BridgeProcess first() {
        return fleet.bridges().getFirst();
    }

    private static BridgeProcess second() {
        return fleet.bridges().getLast();
    }
}
