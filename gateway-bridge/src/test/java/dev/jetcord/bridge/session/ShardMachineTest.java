package dev.jetcord.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.bridge.frame.Frame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardMachineTest {
    private final ShardDriver shard = new ShardDriver();

    @Test
    void firstHeartbeatComesWithinOneInterval() {
        shard.connect();
        List<ShardAction> actions = shard.frame(new Frame.Hello(ShardDriver.INTERVAL));
        assertThat(actions)
                .filteredOn(action ->
                        action instanceof ShardAction.Schedule schedule && schedule.timer() == ShardTimer.HEARTBEAT)
                .singleElement()
                .satisfies(action -> assertThat(((ShardAction.Schedule) action).delay())
                        .isBetween(Duration.ZERO, ShardDriver.INTERVAL));
        assertThat(ShardDriver.sent(actions)).singleElement().asString().contains("\"op\":2", "\"shard\":[0,1]");
    }

    @Test
    void heartbeatCarriesTheAcknowledgedSequenceAndNotTheReceivedOne() {
        shard.live();
        shard.dispatch(2);
        shard.dispatch(3);
        shard.acknowledge(2);
        assertThat(ShardDriver.sent(shard.elapsed(ShardTimer.HEARTBEAT))).containsExactly("{\"op\":1,\"d\":2}");
    }

    @Test
    void aRequestedHeartbeatIsSentAtOnce() {
        shard.live();
        assertThat(ShardDriver.sent(shard.frame(new Frame.HeartbeatRequest())))
                .containsExactly("{\"op\":1,\"d\":null}");
    }

    @Test
    void anUnansweredHeartbeatEndsInAResume() {
        shard.live();
        shard.elapsed(ShardTimer.HEARTBEAT);
        assertThat(shard.elapsed(ShardTimer.HEARTBEAT)).contains(new ShardAction.Close(4000, "heartbeat unanswered"));
        shard.on(new ShardInput.Closed(4000));
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(ShardDriver.RESUME));
    }

    @Test
    void anAnsweredHeartbeatIsFollowedByAnother() {
        shard.live();
        shard.elapsed(ShardTimer.HEARTBEAT);
        shard.frame(new Frame.HeartbeatAcknowledged());
        assertThat(ShardDriver.sent(shard.elapsed(ShardTimer.HEARTBEAT))).hasSize(1);
    }

    @Test
    void whileReadingIsPausedNoAnswerIsMissedAndOneIntervalEndsInAResumableClose() {
        shard.live();
        assertThat(shard.on(new ShardInput.ReadingPaused()))
                .contains(new ShardAction.Schedule(ShardTimer.PAUSE, ShardDriver.INTERVAL));
        shard.elapsed(ShardTimer.HEARTBEAT);
        assertThat(ShardDriver.sent(shard.elapsed(ShardTimer.HEARTBEAT))).hasSize(1);
        assertThat(shard.elapsed(ShardTimer.PAUSE)).contains(new ShardAction.Close(4000, "reading paused"));
        assertThat(shard.on(new ShardInput.Closed(4000))).noneMatch(ShardAction.Connect.class::isInstance);
        assertThat(shard.on(new ShardInput.ReadingResumed())).contains(new ShardAction.Connect(ShardDriver.RESUME));
    }

    @Test
    void resumesFromTheLastAcknowledgedSequenceAndDropsWhatIsInHand() {
        shard.live();
        shard.dispatch(2);
        shard.dispatch(3);
        shard.acknowledge(2);
        shard.on(new ShardInput.Closed(1006));
        shard.elapsed(ShardTimer.RECONNECT);
        shard.on(new ShardInput.Opened());
        assertThat(ShardDriver.sent(shard.frame(new Frame.Hello(ShardDriver.INTERVAL))))
                .singleElement()
                .asString()
                .contains("\"op\":6", "\"session_id\":\"s\"", "\"seq\":2");
        assertThat(shard.dispatch(3)).noneMatch(ShardAction.Publish.class::isInstance);
        assertThat(shard.dispatch(4)).anyMatch(ShardAction.Publish.class::isInstance);
    }

    @Test
    void aResumeThatFailsOnItsOwnUrlIsTriedOnTheOriginalOne() {
        shard.live();
        shard.on(new ShardInput.Closed(1006));
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(ShardDriver.RESUME));
        shard.on(new ShardInput.ConnectFailed("refused"));
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(ShardDriver.GATEWAY));
    }

    @Test
    void opcodeSevenResumesAtOnce() {
        shard.live();
        assertThat(shard.frame(new Frame.Reconnect())).contains(new ShardAction.Close(4000, "reconnect requested"));
        assertThat(shard.on(new ShardInput.Closed(4000))).contains(new ShardAction.Connect(ShardDriver.RESUME));
    }

    @Test
    void anInvalidSessionWaitsOneToFiveSecondsAndIdentifies() {
        shard.live();
        assertThat(shard.frame(new Frame.InvalidSession(false))).anyMatch(ShardDriver::isSessionLost);
        assertThat(shard.on(new ShardInput.Closed(1000)))
                .filteredOn(ShardAction.Schedule.class::isInstance)
                .singleElement()
                .satisfies(action -> assertThat(((ShardAction.Schedule) action).delay())
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).containsExactly(new ShardAction.RequestIdentify());
        assertThat(shard.on(new ShardInput.IdentifyAllowed())).contains(new ShardAction.Connect(ShardDriver.GATEWAY));
    }

    @Test
    void aResumableInvalidSessionIsResumed() {
        shard.live();
        shard.frame(new Frame.InvalidSession(true));
        shard.on(new ShardInput.Closed(4000));
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(ShardDriver.RESUME));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1006, 4000, 4001, 4002, 4003, 4005, 4008})
    void theseCloseCodesResume(int code) {
        shard.live();
        shard.on(new ShardInput.Closed(code));
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(ShardDriver.RESUME));
    }

    @ParameterizedTest
    @ValueSource(ints = {4007, 4009})
    void theseCloseCodesLoseTheSession(int code) {
        shard.live();
        assertThat(shard.on(new ShardInput.Closed(code))).anyMatch(ShardDriver::isSessionLost);
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).containsExactly(new ShardAction.RequestIdentify());
    }

    @Test
    void notAuthenticatedWhileResumingLosesTheSession() {
        shard.live();
        shard.on(new ShardInput.Closed(4003));
        shard.elapsed(ShardTimer.RECONNECT);
        shard.on(new ShardInput.Opened());
        shard.frame(new Frame.Hello(ShardDriver.INTERVAL));
        assertThat(shard.on(new ShardInput.Closed(4003))).anyMatch(ShardDriver::isSessionLost);
    }

    @ParameterizedTest
    @ValueSource(ints = {4004, 4010, 4011, 4012, 4013, 4014})
    void theseCloseCodesAreFatalAndSayWhatToDo(int code) {
        shard.live();
        assertThat(shard.on(new ShardInput.Closed(code)))
                .filteredOn(ShardAction.Fail.class::isInstance)
                .singleElement()
                .satisfies(action -> assertThat(
                                ((ShardAction.Fail) action).fatality().message())
                        .contains(Integer.toString(code)));
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.FAILED);
    }

    @Test
    void aStopClosesWithACodeThatKeepsTheSession() {
        shard.live();
        assertThat(shard.on(new ShardInput.Stop())).contains(new ShardAction.Close(4000, "stopping"));
        shard.on(new ShardInput.Closed(4000));
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.STOPPED);
        assertThat(shard.machine.session()).isPresent();
    }

    @Test
    void waitsLongerAfterEveryFailureInARow() {
        shard.on(new ShardInput.Start(Optional.empty(), 0));
        shard.on(new ShardInput.IdentifyAllowed());
        Duration first = ShardDriver.delay(shard.on(new ShardInput.ConnectFailed("refused")));
        Duration last = first;
        for (int attempt = 0; attempt < 8; attempt++) {
            shard.elapsed(ShardTimer.RECONNECT);
            shard.on(new ShardInput.IdentifyAllowed());
            last = ShardDriver.delay(shard.on(new ShardInput.ConnectFailed("refused")));
        }
        assertThat(first).isLessThanOrEqualTo(Duration.ofMillis(500));
        assertThat(last).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Test
    void requestedHeartbeatsNeverUseUpTheSendsOfTheRegularOnes() {
        shard.live();
        int answered = 0;
        for (int request = 0; request < 200; request++) {
            answered +=
                    ShardDriver.sent(shard.frame(new Frame.HeartbeatRequest())).size();
        }
        assertThat(answered).isLessThan(SendBudget.LIMIT);
        assertThat(ShardDriver.sent(shard.elapsed(ShardTimer.HEARTBEAT))).hasSize(1);
    }

    @Test
    void theTokenIsInNoText() {
        shard.connect();
        assertThat(shard.frame(new Frame.Hello(ShardDriver.INTERVAL)).toString())
                .doesNotContain("a.b.c");
    }
}
