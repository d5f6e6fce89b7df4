package dev.jetcord.bridge.session;

import static dev.jetcord.bridge.session.ShardDriver.notices;
import static dev.jetcord.bridge.session.ShardDriver.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.session.ShardNotice.Disconnection;
import dev.jetcord.bridge.session.ShardNotice.Loss;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What comes at the wrong time, cannot be read, or does not come at all. */
class ShardMachineFaultTest {
    private final ShardDriver shard = new ShardDriver();

    @Test
    void aMessageThatCannotBeReadIsToldAndTheSessionGoesOn() {
        shard.live();
        assertThat(shard.on(new ShardInput.Undecodable("bad")))
                .containsExactly(new ShardAction.Notify(new ShardNotice.UndecodableFrame("bad")));
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.LIVE);
    }

    @Test
    void oneThatMayHaveBeenTheHelloOrTheReadyEndsTheConnection() {
        shard.connect();
        assertThat(shard.on(new ShardInput.Undecodable("bad")))
                .contains(new ShardAction.Close(ShardMachine.RESUMABLE_CLOSE, "undecodable"));

        ShardDriver identifying = new ShardDriver();
        identifying.connect();
        identifying.frame(new Frame.Hello(ShardDriver.INTERVAL));
        assertThat(identifying.on(new ShardInput.Undecodable("bad")))
                .contains(new ShardAction.Close(ShardMachine.RESUMABLE_CLOSE, "undecodable"));
    }

    @Test
    void aBrokenStreamIsResumedAndGivenUpTheThirdTimeInARow() {
        shard.live();
        for (int time = 1; time <= 2; time++) {
            List<ShardAction> actions = shard.on(new ShardInput.StreamBroken("bad"));
            assertThat(actions).contains(new ShardAction.Close(ShardMachine.RESUMABLE_CLOSE, "stream broken"));
            assertThat(notices(actions)).contains(new ShardNotice.UndecodableFrame("bad"));
            assertThat(actions).noneMatch(ShardDriver::isSessionLost);
            shard.on(new ShardInput.Closed(4000));
            shard.resume();
        }
        List<ShardAction> third = shard.on(new ShardInput.StreamBroken("bad"));
        assertThat(notices(third))
                .filteredOn(ShardNotice.SessionLost.class::isInstance)
                .singleElement()
                .satisfies(lost ->
                        assertThat(((ShardNotice.SessionLost) lost).cause()).isEqualTo(Loss.UNREADABLE));
    }

    @Test
    void aNewEventBetweenTwoBrokenStreamsBeginsTheCountAnew() {
        shard.live();
        for (int time = 1; time <= 5; time++) {
            assertThat(shard.on(new ShardInput.StreamBroken("bad"))).noneMatch(ShardDriver::isSessionLost);
            shard.on(new ShardInput.Closed(4000));
            shard.resume();
            shard.dispatch(1L + time);
        }
    }

    @Test
    void whatComesOnAConnectionThatIsBeingClosedIsDropped() {
        shard.live();
        shard.frame(new Frame.Reconnect());
        assertThat(shard.dispatch(2)).isEmpty();
        assertThat(shard.on(new ShardInput.Undecodable("bad"))).isEmpty();
        assertThat(shard.on(new ShardInput.StreamBroken("bad"))).isEmpty();
        assertThat(shard.elapsed(ShardTimer.HEARTBEAT)).isEmpty();
    }

    @Test
    void aSecondHelloAndAnUnknownOpcodeChangeNothing() {
        shard.live();
        assertThat(shard.frame(new Frame.Hello(Duration.ofSeconds(1)))).isEmpty();
        assertThat(notices(shard.frame(new Frame.Unknown(42)))).containsExactly(new ShardNotice.UnknownOpcode(42));
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.LIVE);
    }

    @Test
    void noHelloInTimeEndsTheConnectionWithoutAHandshake() {
        shard.start();
        shard.on(new ShardInput.IdentifyAllowed());
        List<ShardAction> actions = shard.elapsed(ShardTimer.HANDSHAKE);
        assertThat(actions).contains(new ShardAction.Abort(), new ShardAction.ReturnIdentify());
        assertThat(notices(actions))
                .singleElement()
                .satisfies(notice -> assertThat(((ShardNotice.Disconnected) notice).cause())
                        .isEqualTo(Disconnection.HANDSHAKE_TIMED_OUT));
    }

    @Test
    void aSessionThatDoesNotBeginInTimeIsTriedAnew() {
        shard.connect();
        assertThat(shard.frame(new Frame.Hello(ShardDriver.INTERVAL)))
                .containsSubsequence(
                        new ShardAction.Cancel(ShardTimer.HANDSHAKE),
                        new ShardAction.Schedule(ShardTimer.HANDSHAKE, ConnectionCycle.READY_TIMEOUT));
        assertThat(shard.machine.phase().beginning()).isTrue();

        List<ShardAction> actions = shard.elapsed(ShardTimer.HANDSHAKE);

        assertThat(actions).contains(new ShardAction.Abort()).doesNotContain(new ShardAction.ReturnIdentify());
        assertThat(notices(actions)).singleElement().satisfies(notice -> {
            ShardNotice.Disconnected gone = (ShardNotice.Disconnected) notice;
            assertThat(gone.cause()).isEqualTo(Disconnection.HANDSHAKE_TIMED_OUT);
            assertThat(gone.detail()).contains("READY");
            assertThat(gone.next()).contains(Plan.IDENTIFY);
        });
        assertThat(shard.machine.phase().beginning()).isFalse();
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).containsExactly(new ShardAction.RequestIdentify());
    }

    @Test
    void aSessionThatBeganIsNoLongerWaitedFor() {
        shard.connect();
        shard.frame(new Frame.Hello(ShardDriver.INTERVAL));
        assertThat(shard.ready("s")).contains(new ShardAction.Cancel(ShardTimer.HANDSHAKE));
        assertThat(shard.machine.phase().beginning()).isFalse();
    }

    @Test
    void aHandshakeTimerThatIsLateChangesNothing() {
        shard.live();
        assertThat(shard.elapsed(ShardTimer.HANDSHAKE)).isEmpty();
        assertThat(shard.elapsed(ShardTimer.CLOSE)).isEmpty();
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).isEmpty();
        assertThat(shard.elapsed(ShardTimer.PAUSE)).isEmpty();
    }

    @Test
    void aCloseThatIsNotAnsweredIsOverAfterAWhile() {
        shard.live();
        assertThat(shard.frame(new Frame.Reconnect()))
                .contains(new ShardAction.Schedule(ShardTimer.CLOSE, ConnectionCycle.CLOSE_TIMEOUT));
        assertThat(shard.elapsed(ShardTimer.CLOSE))
                .contains(new ShardAction.Abort(), new ShardAction.Connect(ShardDriver.RESUME));
    }

    @Test
    void aDispatchBeforeAnyReadyIsToldAndNotStored() {
        shard.connect();
        shard.frame(new Frame.Hello(ShardDriver.INTERVAL));
        List<ShardAction> actions = shard.dispatch(5);
        assertThat(actions).noneMatch(ShardAction.Publish.class::isInstance);
        assertThat(notices(actions)).singleElement().isInstanceOf(ShardNotice.UndecodableFrame.class);
    }

    @Test
    void aGapAndADuplicateAreTold() {
        shard.live();
        assertThat(notices(shard.dispatch(4))).containsExactly(new ShardNotice.SequenceGap(2));
        assertThat(notices(shard.dispatch(5))).isEmpty();
        assertThat(notices(shard.dispatch(5))).containsExactly(new ShardNotice.DuplicateDropped(5));
        assertThat(shard.machine.received()).isEqualTo(5);
    }

    @Test
    void aResumeThatEndsIsToldAndTheSessionIsLiveAgain() {
        shard.live();
        shard.on(new ShardInput.Closed(1006));
        shard.resume();
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.RESUMING);
        shard.dispatch(2);
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.RESUMING);
        assertThat(notices(shard.dispatch(3, "RESUMED")))
                .contains(new ShardNotice.SessionResumed(shard.machine.session().orElseThrow()));
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.LIVE);
    }

    @Test
    void anotherProcesssSessionIsResumedAndItsEpochIsNeverGivenTwice() {
        GatewaySession checkpoint = new GatewaySession("s", ShardDriver.RESUME, ShardDriver.TIME.toEpochMilli() + 5, 7);
        assertThat(shard.start(checkpoint)).contains(new ShardAction.Connect(ShardDriver.RESUME));
        shard.on(new ShardInput.Opened());
        assertThat(sent(shard.frame(new Frame.Hello(ShardDriver.INTERVAL))))
                .singleElement()
                .asString()
                .contains("\"seq\":7");
        shard.frame(new Frame.InvalidSession(false));
        shard.on(new ShardInput.Closed(1000));
        shard.elapsed(ShardTimer.RECONNECT);
        shard.on(new ShardInput.IdentifyAllowed());
        shard.on(new ShardInput.Opened());
        shard.frame(new Frame.Hello(ShardDriver.INTERVAL));
        shard.ready("s2");
        assertThat(shard.machine.lastEpoch()).isEqualTo(checkpoint.epoch() + 1);
    }

    @Test
    void theTurnIsUsedUpByTheIdentifyAndGivenBackOtherwise() {
        shard.connect();
        assertThat(shard.frame(new Frame.Hello(ShardDriver.INTERVAL))).contains(new ShardAction.IdentifySent());
        assertThat(shard.on(new ShardInput.Closed(1006))).doesNotContain(new ShardAction.ReturnIdentify());

        ShardDriver refused = new ShardDriver();
        refused.start();
        refused.on(new ShardInput.IdentifyAllowed());
        assertThat(refused.on(new ShardInput.ConnectFailed("refused"))).contains(new ShardAction.ReturnIdentify());
    }

    @Test
    void aTurnThatComesWhileNothingCanBeStoredIsGivenBack() {
        shard.start();
        shard.on(new ShardInput.ReadingPaused());
        assertThat(shard.on(new ShardInput.IdentifyAllowed())).containsExactly(new ShardAction.ReturnIdentify());
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.AWAITING_ROOM);
        assertThat(shard.on(new ShardInput.ReadingResumed())).contains(new ShardAction.RequestIdentify());
        shard.on(new ShardInput.Stop());
        assertThat(shard.on(new ShardInput.IdentifyAllowed())).containsExactly(new ShardAction.ReturnIdentify());
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.STOPPED);
    }

    @Test
    void everyTimerOfAConnectionEndsWithIt() {
        shard.live();
        assertThat(shard.on(new ShardInput.Closed(1006)))
                .contains(
                        new ShardAction.Cancel(ShardTimer.HEARTBEAT),
                        new ShardAction.Cancel(ShardTimer.HANDSHAKE),
                        new ShardAction.Cancel(ShardTimer.PAUSE));
        shard.resume();
        assertThat(shard.frame(new Frame.Reconnect())).contains(new ShardAction.Cancel(ShardTimer.HEARTBEAT));
        shard.on(new ShardInput.Closed(4000));
        shard.resume();
        assertThat(shard.on(new ShardInput.Closed(4014))).contains(new ShardAction.Cancel(ShardTimer.HEARTBEAT));
    }

    @Test
    void tellsWhoClosedAndWhatFollows() {
        shard.live();
        assertThat(notices(shard.on(new ShardInput.Closed(1006))))
                .singleElement()
                .satisfies(notice -> {
                    ShardNotice.Disconnected gone = (ShardNotice.Disconnected) notice;
                    assertThat(gone.cause()).isEqualTo(Disconnection.NETWORK);
                    assertThat(gone.next()).contains(Plan.RESUME);
                });
        shard.resume();
        shard.dispatch(2, "RESUMED");
        assertThat(notices(shard.on(new ShardInput.Closed(4008))))
                .singleElement()
                .satisfies(notice -> {
                    ShardNotice.Disconnected gone = (ShardNotice.Disconnected) notice;
                    assertThat(gone.cause()).isEqualTo(Disconnection.CLOSED_BY_DISCORD);
                    assertThat(gone.detail()).isEqualTo("RATE_LIMITED");
                });
        shard.resume();
        assertThat(notices(shard.on(new ShardInput.Stop())))
                .singleElement()
                .satisfies(notice ->
                        assertThat(((ShardNotice.Disconnected) notice).next()).isEmpty());
    }

    @Test
    void aNotAuthenticatedOutsideAResumeLosesNothing() {
        shard.live();
        assertThat(shard.on(new ShardInput.Closed(4003))).noneMatch(ShardDriver::isSessionLost);
    }

    @Test
    void aStopWhileTheSocketOpensDropsIt() {
        shard.start();
        shard.on(new ShardInput.IdentifyAllowed());
        assertThat(shard.on(new ShardInput.Stop())).contains(new ShardAction.Abort(), new ShardAction.ReturnIdentify());
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.STOPPED);
    }

    @Test
    void anInvalidSessionThatCanBeResumedWaitsLongerEachTime() {
        shard.live();
        List<ShardAction> actions = shard.frame(new Frame.InvalidSession(true));
        assertThat(actions).contains(new ShardAction.Close(ShardMachine.RESUMABLE_CLOSE, "invalid session, resumable"));
        assertThat(shard.machine.session()).isPresent();
        assertThat(actions).noneMatch(ShardDriver::isSessionLost);
        shard.on(new ShardInput.Closed(4000));
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.WAITING);
    }

    @Test
    void aFatalCloseEndsItForGood() {
        shard.live();
        shard.on(new ShardInput.Closed(4004));
        assertThat(shard.on(new ShardInput.Closed(1006))).isEmpty();
        assertThat(shard.on(new ShardInput.Stop())).isEmpty();
        assertThat(shard.machine.phase()).isEqualTo(ShardPhase.FAILED);
        assertThat(Optional.of(shard.machine.phase()).filter(ShardPhase::ended)).isPresent();
    }
}
