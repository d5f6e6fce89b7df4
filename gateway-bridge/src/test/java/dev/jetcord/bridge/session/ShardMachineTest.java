package dev.jetcord.bridge.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.frame.SessionStart;
import dev.jetcord.common.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardMachineTest {
    private static final URI GATEWAY = URI.create("wss://gateway.test");
    private static final URI RESUME = URI.create("wss://resume.test");
    private static final Duration INTERVAL = Duration.ofSeconds(40);

    private final ShardMachine machine = new ShardMachine(
            new ShardSettings(0, 1, new Secret("a.b.c"), Intents.of(Intents.Intent.GUILDS), GATEWAY), new Random(1));
    private Duration uptime = Duration.ZERO;

    @Test
    void firstHeartbeatComesWithinOneInterval() {
        connect();
        List<ShardAction> actions = frame(new Frame.Hello(INTERVAL));
        assertThat(actions)
                .filteredOn(ShardAction.Schedule.class::isInstance)
                .singleElement()
                .satisfies(action ->
                        assertThat(((ShardAction.Schedule) action).delay()).isBetween(Duration.ZERO, INTERVAL));
        assertThat(sent(actions)).singleElement().asString().contains("\"op\":2", "\"shard\":[0,1]");
    }

    @Test
    void heartbeatCarriesTheAcknowledgedSequenceAndNotTheReceivedOne() {
        live();
        frame(dispatch(2));
        frame(dispatch(3));
        acknowledge(2);
        assertThat(sent(elapsed(ShardTimer.HEARTBEAT))).containsExactly("{\"op\":1,\"d\":2}");
    }

    @Test
    void aRequestedHeartbeatIsSentAtOnce() {
        live();
        assertThat(sent(frame(new Frame.HeartbeatRequest()))).containsExactly("{\"op\":1,\"d\":null}");
    }

    @Test
    void anUnansweredHeartbeatEndsInAResume() {
        live();
        elapsed(ShardTimer.HEARTBEAT);
        assertThat(elapsed(ShardTimer.HEARTBEAT)).contains(new ShardAction.Close(4000, "heartbeat unanswered"));
        on(new ShardInput.Closed(4000));
        assertThat(elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(RESUME));
    }

    @Test
    void anAnsweredHeartbeatIsFollowedByAnother() {
        live();
        elapsed(ShardTimer.HEARTBEAT);
        frame(new Frame.HeartbeatAcknowledged());
        assertThat(sent(elapsed(ShardTimer.HEARTBEAT))).hasSize(1);
    }

    @Test
    void whileReadingIsPausedNoAnswerIsMissedAndOneIntervalEndsInAResumableClose() {
        live();
        assertThat(on(new ShardInput.ReadingPaused())).contains(new ShardAction.Schedule(ShardTimer.PAUSE, INTERVAL));
        elapsed(ShardTimer.HEARTBEAT);
        assertThat(sent(elapsed(ShardTimer.HEARTBEAT))).hasSize(1);
        assertThat(elapsed(ShardTimer.PAUSE)).contains(new ShardAction.Close(4000, "reading paused"));
        assertThat(on(new ShardInput.Closed(4000))).noneMatch(ShardAction.Connect.class::isInstance);
        assertThat(on(new ShardInput.ReadingResumed())).contains(new ShardAction.Connect(RESUME));
    }

    @Test
    void resumesFromTheLastAcknowledgedSequenceAndDropsWhatIsInHand() {
        live();
        frame(dispatch(2));
        frame(dispatch(3));
        acknowledge(2);
        on(new ShardInput.Closed(1006));
        elapsed(ShardTimer.RECONNECT);
        on(new ShardInput.Opened());
        assertThat(sent(frame(new Frame.Hello(INTERVAL))))
                .singleElement()
                .asString()
                .contains("\"op\":6", "\"session_id\":\"s\"", "\"seq\":2");
        assertThat(frame(dispatch(3))).noneMatch(ShardAction.Publish.class::isInstance);
        assertThat(frame(dispatch(4))).anyMatch(ShardAction.Publish.class::isInstance);
    }

    @Test
    void aResumeThatFailsOnItsOwnUrlIsTriedOnTheOriginalOne() {
        live();
        on(new ShardInput.Closed(1006));
        assertThat(elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(RESUME));
        on(new ShardInput.ConnectFailed("refused"));
        assertThat(elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(GATEWAY));
    }

    @Test
    void opcodeSevenResumesAtOnce() {
        live();
        assertThat(frame(new Frame.Reconnect())).contains(new ShardAction.Close(4000, "reconnect requested"));
        assertThat(on(new ShardInput.Closed(4000))).contains(new ShardAction.Connect(RESUME));
    }

    @Test
    void anInvalidSessionWaitsOneToFiveSecondsAndIdentifies() {
        live();
        assertThat(frame(new Frame.InvalidSession(false))).anyMatch(ShardMachineTest::isSessionLost);
        assertThat(on(new ShardInput.Closed(1000)))
                .filteredOn(ShardAction.Schedule.class::isInstance)
                .singleElement()
                .satisfies(action -> assertThat(((ShardAction.Schedule) action).delay())
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        assertThat(elapsed(ShardTimer.RECONNECT)).containsExactly(new ShardAction.RequestIdentify());
        assertThat(on(new ShardInput.IdentifyAllowed())).contains(new ShardAction.Connect(GATEWAY));
    }

    @Test
    void aResumableInvalidSessionIsResumed() {
        live();
        frame(new Frame.InvalidSession(true));
        on(new ShardInput.Closed(4000));
        assertThat(elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(RESUME));
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1006, 4000, 4001, 4002, 4003, 4005, 4008})
    void theseCloseCodesResume(int code) {
        live();
        on(new ShardInput.Closed(code));
        assertThat(elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(RESUME));
    }

    @ParameterizedTest
    @ValueSource(ints = {4007, 4009})
    void theseCloseCodesLoseTheSession(int code) {
        live();
        assertThat(on(new ShardInput.Closed(code))).anyMatch(ShardMachineTest::isSessionLost);
        assertThat(elapsed(ShardTimer.RECONNECT)).containsExactly(new ShardAction.RequestIdentify());
    }

    @Test
    void notAuthenticatedWhileResumingLosesTheSession() {
        live();
        on(new ShardInput.Closed(4003));
        elapsed(ShardTimer.RECONNECT);
        on(new ShardInput.Opened());
        frame(new Frame.Hello(INTERVAL));
        assertThat(on(new ShardInput.Closed(4003))).anyMatch(ShardMachineTest::isSessionLost);
    }

    @ParameterizedTest
    @ValueSource(ints = {4004, 4010, 4011, 4012, 4013, 4014})
    void theseCloseCodesAreFatalAndSayWhatToDo(int code) {
        live();
        assertThat(on(new ShardInput.Closed(code)))
                .filteredOn(ShardAction.Fail.class::isInstance)
                .singleElement()
                .satisfies(action -> assertThat(
                                ((ShardAction.Fail) action).fatality().message())
                        .contains(Integer.toString(code)));
        assertThat(machine.phase()).isEqualTo(ShardPhase.FAILED);
    }

    @Test
    void aStopClosesWithACodeThatKeepsTheSession() {
        live();
        assertThat(on(new ShardInput.Stop())).contains(new ShardAction.Close(4000, "stopping"));
        on(new ShardInput.Closed(4000));
        assertThat(machine.phase()).isEqualTo(ShardPhase.STOPPED);
        assertThat(machine.session()).isPresent();
    }

    @Test
    void waitsLongerAfterEveryFailureInARow() {
        on(new ShardInput.Start(Optional.empty(), 0));
        on(new ShardInput.IdentifyAllowed());
        Duration first = delay(on(new ShardInput.ConnectFailed("refused")));
        Duration last = first;
        for (int attempt = 0; attempt < 8; attempt++) {
            elapsed(ShardTimer.RECONNECT);
            on(new ShardInput.IdentifyAllowed());
            last = delay(on(new ShardInput.ConnectFailed("refused")));
        }
        assertThat(first).isLessThanOrEqualTo(Duration.ofMillis(500));
        assertThat(last).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    @Test
    void requestedHeartbeatsNeverUseUpTheSendsOfTheRegularOnes() {
        live();
        int answered = 0;
        for (int request = 0; request < 200; request++) {
            answered += sent(frame(new Frame.HeartbeatRequest())).size();
        }
        assertThat(answered).isLessThan(SendBudget.LIMIT);
        assertThat(sent(elapsed(ShardTimer.HEARTBEAT))).hasSize(1);
    }

    @Test
    void theTokenIsInNoText() {
        connect();
        assertThat(frame(new Frame.Hello(INTERVAL)).toString()).doesNotContain("a.b.c");
    }

    private void connect() {
        assertThat(on(new ShardInput.Start(Optional.empty(), 0))).containsExactly(new ShardAction.RequestIdentify());
        on(new ShardInput.IdentifyAllowed());
        on(new ShardInput.Opened());
    }

    private void live() {
        connect();
        frame(new Frame.Hello(INTERVAL));
        frame(new Frame.Dispatch(
                1, "READY", new Body(new byte[0]), Routing.NONE, Optional.of(new SessionStart("s", RESUME))));
        assertThat(machine.phase()).isEqualTo(ShardPhase.LIVE);
    }

    private List<ShardAction> frame(Frame frame) {
        return on(new ShardInput.Received(frame));
    }

    private List<ShardAction> elapsed(ShardTimer timer) {
        return on(new ShardInput.Elapsed(timer));
    }

    private void acknowledge(long sequence) {
        on(new ShardInput.Acknowledged(machine.session().orElseThrow().epoch(), sequence));
    }

    private List<ShardAction> on(ShardInput input) {
        uptime = uptime.plusMillis(1);
        return machine.on(input, new Moment(uptime, Instant.ofEpochMilli(1_000_000)));
    }

    private static Frame.Dispatch dispatch(long sequence) {
        return new Frame.Dispatch(sequence, "MESSAGE_CREATE", new Body(new byte[0]), Routing.NONE, Optional.empty());
    }

    private static List<String> sent(List<ShardAction> actions) {
        return actions.stream()
                .filter(ShardAction.Send.class::isInstance)
                .map(action -> ((ShardAction.Send) action).command().text())
                .toList();
    }

    private static Duration delay(List<ShardAction> actions) {
        return actions.stream()
                .filter(ShardAction.Schedule.class::isInstance)
                .map(action -> ((ShardAction.Schedule) action).delay())
                .findFirst()
                .orElseThrow();
    }

    private static boolean isSessionLost(ShardAction action) {
        return action instanceof ShardAction.Notify notify && notify.notice() instanceof ShardNotice.SessionLost;
    }
}
