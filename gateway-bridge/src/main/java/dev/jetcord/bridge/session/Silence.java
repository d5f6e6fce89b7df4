package dev.jetcord.bridge.session;

import java.time.Duration;

/**
 * When a connection on which nothing comes is asked whether it still lives, by a heartbeat out of turn. A peer that has gone
 * would otherwise show only after up to two heartbeat intervals, 82 s; and the JDK's WebSocket (25) never tells of an end
 * without a close frame that it reads while no message is asked of it, so that a plain broken connection can look like that.
 * Not thread-safe.
 */
final class Silence {
    /** Of a connection that was busy, or that has just begun: something is due all the time. */
    static final Duration UNUSUAL = Duration.ofSeconds(2);
    /** Of any other: asking so often costs a twentieth of the send limit. */
    static final Duration USUAL = Duration.ofSeconds(10);
    /** Many round trips; who is merely slow only has to resume. */
    static final Duration ANSWER = Duration.ofSeconds(3);
    /** Busy is who sent this much since the last look, which is 2 s ago or more. */
    static final int BUSY = 20;

    /** What to do when it is time to look. */
    sealed interface Step {
        record Wait(Duration time) implements Step {}

        record Ask() implements Step {}

        record GiveUp() implements Step {}
    }

    private Duration heardAt = Duration.ZERO;
    private Duration quiet = UNUSUAL;
    private int heard;
    private boolean asked;

    /** A connection begins, with something that came. Returns the time to the first look. */
    Duration begin(Duration now) {
        heard(now);
        quiet = UNUSUAL;
        return quiet;
    }

    /** Anything came. */
    void heard(Duration now) {
        heardAt = now;
        asked = false;
        heard++;
    }

    /** Looks whether anything came. */
    Step look(Duration now) {
        Duration silent = now.minus(heardAt);
        if (asked) {
            return new Step.GiveUp();
        }
        if (silent.compareTo(quiet) < 0) {
            quiet = heard >= BUSY ? UNUSUAL : USUAL;
            heard = 0;
            Duration left = quiet.minus(silent);
            return new Step.Wait(left.isPositive() ? left : Duration.ofMillis(1));
        }
        asked = true;
        return new Step.Ask();
    }
}
