package dev.jetcord.bridge.session;

import static dev.jetcord.bridge.session.ShardDriver.notices;
import static dev.jetcord.bridge.session.ShardDriver.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.session.ShardNotice.Disconnection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connection on which nothing comes. */
class SilenceTest {
    private static final Duration STEP = Duration.ofMillis(1);

    private final ShardDriver shard = new ShardDriver();

    @Test
    void ofABeginningConnectionIsSoonUnusual() {
        shard.connect();
        assertThat(shard.frame(new Frame.Hello(ShardDriver.INTERVAL)))
                .contains(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.UNUSUAL));
        shard.pass(Silence.UNUSUAL.minus(STEP));
        List<ShardAction> actions = shard.elapsed(ShardTimer.SILENCE);
        assertThat(sent(actions)).singleElement().asString().contains("\"op\":1");
        assertThat(actions).contains(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.ANSWER));
    }

    @Test
    void isUsualWhereLittleComes() {
        shard.live();
        assertThat(shard.elapsed(ShardTimer.SILENCE))
                .containsExactly(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.USUAL.minus(STEP)));
        shard.pass(Silence.USUAL.minus(STEP.multipliedBy(2)).minus(STEP));
        assertThat(sent(shard.elapsed(ShardTimer.SILENCE))).isEmpty();
        shard.pass(STEP);
        assertThat(sent(shard.elapsed(ShardTimer.SILENCE))).hasSize(1);
    }

    @Test
    void isUnusualWhereMuchCame() {
        shard.live();
        shard.elapsed(ShardTimer.SILENCE);
        for (long sequence = 2; sequence < 2 + Silence.BUSY - 1; sequence++) {
            shard.dispatch(sequence);
        }
        assertThat(shard.elapsed(ShardTimer.SILENCE))
                .containsExactly(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.USUAL.minus(STEP)));
        for (long sequence = 100; sequence < 100 + Silence.BUSY; sequence++) {
            shard.dispatch(sequence);
        }
        assertThat(shard.elapsed(ShardTimer.SILENCE))
                .containsExactly(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.UNUSUAL.minus(STEP)));
        shard.pass(Silence.UNUSUAL);
        assertThat(sent(shard.elapsed(ShardTimer.SILENCE))).hasSize(1);
    }

    @Test
    void thatJustBecameUnusualIsLookedAtOnceMore() {
        shard.live();
        shard.elapsed(ShardTimer.SILENCE);
        for (long sequence = 2; sequence < 2 + Silence.BUSY; sequence++) {
            shard.dispatch(sequence);
        }
        shard.pass(Silence.UNUSUAL.plusSeconds(1));
        assertThat(shard.elapsed(ShardTimer.SILENCE))
                .containsExactly(new ShardAction.Schedule(ShardTimer.SILENCE, STEP));
        assertThat(sent(shard.elapsed(ShardTimer.SILENCE))).hasSize(1);
    }

    @Test
    void endsInAResumeWhenNothingAnswers() {
        shard.live();
        shard.pass(Silence.UNUSUAL);
        shard.elapsed(ShardTimer.SILENCE);
        List<ShardAction> actions = shard.elapsed(ShardTimer.SILENCE);
        assertThat(actions).contains(new ShardAction.Abort(), new ShardAction.Cancel(ShardTimer.SILENCE));
        assertThat(notices(actions))
                .singleElement()
                .satisfies(notice ->
                        assertThat(((ShardNotice.Disconnected) notice).cause()).isEqualTo(Disconnection.SILENT));
        assertThat(shard.elapsed(ShardTimer.SILENCE)).isEmpty();
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(ShardDriver.RESUME));
    }

    @Test
    void isOverWhateverCameForAnAnswer() {
        shard.live();
        shard.pass(Silence.UNUSUAL);
        shard.elapsed(ShardTimer.SILENCE);
        shard.dispatch(2);
        assertThat(shard.elapsed(ShardTimer.SILENCE))
                .containsExactly(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.USUAL.minus(STEP)));
        shard.pass(Silence.USUAL);
        assertThat(sent(shard.elapsed(ShardTimer.SILENCE))).hasSize(1);
    }

    @Test
    void isOurOwnWhileReadingIsPausedAndForAWhileAfter() {
        shard.live();
        shard.on(new ShardInput.ReadingPaused());
        shard.pass(Silence.UNUSUAL);
        assertThat(shard.elapsed(ShardTimer.SILENCE))
                .containsExactly(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.USUAL));
        shard.pass(Silence.USUAL);
        shard.on(new ShardInput.ReadingResumed());
        assertThat(shard.elapsed(ShardTimer.SILENCE))
                .containsExactly(new ShardAction.Schedule(ShardTimer.SILENCE, Silence.USUAL.minus(STEP)));
    }

    @Test
    void ofAResumeThatIsNeverAnsweredEndsToo() {
        shard.live();
        shard.on(new ShardInput.Closed(1006));
        shard.resume();
        shard.pass(Silence.UNUSUAL);
        assertThat(sent(shard.elapsed(ShardTimer.SILENCE))).hasSize(1);
        assertThat(shard.elapsed(ShardTimer.SILENCE)).contains(new ShardAction.Abort());
        assertThat(shard.elapsed(ShardTimer.RECONNECT)).contains(new ShardAction.Connect(ShardDriver.GATEWAY));
    }
}
