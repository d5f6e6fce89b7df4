package dev.jetcord.bridge.session;

import static dev.jetcord.bridge.session.ShardDriver.notices;
import static dev.jetcord.bridge.session.ShardDriver.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.session.ShardAction.Answer.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a live session is asked for, and what its heartbeats tell. */
class ShardMachineLiveTest {
    private static final Command COMMAND = Command.updatePresence("{}");

    private final ShardDriver shard = new ShardDriver();

    @Test
    void anOperatorsReconnectResumesAtOnce() {
        assertThat(shard.on(new ShardInput.Reconnect())).isEmpty();
        shard.live();
        assertThat(shard.on(new ShardInput.Reconnect()))
                .contains(new ShardAction.Close(ShardMachine.RESUMABLE_CLOSE, "reconnect"));
        assertThat(shard.on(new ShardInput.Closed(4000))).contains(new ShardAction.Connect(ShardDriver.RESUME));
    }

    @Test
    void whatIsAskedForIsSentWithinTheLimitOfAConnection() {
        assertThat(shard.on(new ShardInput.Request(COMMAND, 1)))
                .containsExactly(new ShardAction.Answer(1, Verdict.NOT_CONNECTED));
        shard.live();
        assertThat(shard.on(new ShardInput.Request(COMMAND, 2)))
                .containsExactly(new ShardAction.Send(COMMAND), new ShardAction.Answer(2, Verdict.SENT));
        int sent = 1;
        while (shard.on(new ShardInput.Request(COMMAND, 3)).contains(new ShardAction.Answer(3, Verdict.SENT))) {
            sent++;
        }
        // The IDENTIFY was one more.
        assertThat(sent).isEqualTo(SendBudget.LIMIT - SendBudget.RESERVED_FOR_HEARTBEATS - 1);
        assertThat(shard.on(new ShardInput.Request(COMMAND, 4)))
                .containsExactly(new ShardAction.Answer(4, Verdict.RATE_LIMITED));
        shard.pass(SendBudget.PERIOD);
        assertThat(shard.on(new ShardInput.Request(COMMAND, 5))).contains(new ShardAction.Answer(5, Verdict.SENT));
    }

    @Test
    void measuresHowLongAnAnswerTakes() {
        shard.live();
        shard.elapsed(ShardTimer.HEARTBEAT);
        shard.pass(Duration.ofMillis(30));
        assertThat(notices(shard.frame(new Frame.HeartbeatAcknowledged())))
                .containsExactly(new ShardNotice.HeartbeatAnswered(Duration.ofMillis(31)));
        assertThat(notices(shard.frame(new Frame.HeartbeatAcknowledged()))).isEmpty();
        shard.frame(new Frame.HeartbeatRequest());
        assertThat(notices(shard.frame(new Frame.HeartbeatAcknowledged())))
                .containsExactly(new ShardNotice.HeartbeatAnswered(Duration.ofMillis(1)));
    }

    @Test
    void afterAPauseAnAnswerIsAwaitedAnew() {
        shard.live();
        shard.elapsed(ShardTimer.HEARTBEAT);
        shard.on(new ShardInput.ReadingPaused());
        shard.on(new ShardInput.ReadingResumed());
        assertThat(sent(shard.elapsed(ShardTimer.HEARTBEAT))).hasSize(1);
        assertThat(shard.elapsed(ShardTimer.HEARTBEAT))
                .contains(new ShardAction.Close(ShardMachine.RESUMABLE_CLOSE, "heartbeat unanswered"));
    }

    @Test
    void anEventOrAnAnswerOfALiveSessionEndsARowOfFailures() {
        for (boolean byEvent : new boolean[] {true, false}) {
            ShardDriver row = new ShardDriver();
            row.live();
            for (int failure = 0; failure < 6; failure++) {
                row.on(new ShardInput.Closed(1006));
                row.resume();
            }
            row.dispatch(2, "RESUMED");
            if (byEvent) {
                row.dispatch(3);
            } else {
                row.frame(new Frame.HeartbeatAcknowledged());
            }
            assertThat(ShardDriver.delay(row.on(new ShardInput.Closed(1006)))).isLessThanOrEqualTo(Backoff.FIRST);
        }
    }
}
