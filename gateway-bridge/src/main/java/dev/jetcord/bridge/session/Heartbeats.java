package dev.jetcord.bridge.session;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When to beat, and when a connection is a zombie (Discord, "Sending Heartbeats"). Not thread-safe. */
final class Heartbeats {
    private final RandomGenerator random;
    private Duration interval = Duration.ofSeconds(45);
    private boolean answered = true;
    private boolean readingPaused;
    private @Nullable Duration sentAt;

    Heartbeats(RandomGenerator random) {
        this.random = random;
    }

    /** A connection begins. Returns the time to the first beat: {@code interval * random(0..1)}. */
    Duration start(Duration heartbeatInterval) {
        interval = heartbeatInterval;
        answered = true;
        sentAt = null;
        return Duration.ofNanos((long) (interval.toNanos() * random.nextDouble()));
    }

    Duration interval() {
        return interval;
    }

    /** Whether the last regular beat went unanswered. While reading is paused no answer can be seen, so none is missed. */
    boolean zombie() {
        return !answered && !readingPaused;
    }

    /** A regular beat goes out. */
    void beat(Duration now) {
        answered = false;
        sentAt = now;
    }

    /** A beat goes out because Discord asked; whether it is answered says nothing of the regular ones. */
    void beatOnRequest(Duration now) {
        sentAt = now;
    }

    /** Returns how long the answer took; empty when nothing was asked. */
    Optional<Duration> acknowledged(Duration now) {
        answered = true;
        Optional<Duration> latency = Optional.ofNullable(sentAt).map(now::minus);
        sentAt = null;
        return latency;
    }

    void readingPaused() {
        readingPaused = true;
    }

    /** What is still unread may hold the answer, so the rule begins anew with the next beat. */
    void readingResumed() {
        readingPaused = false;
        answered = true;
    }
}
