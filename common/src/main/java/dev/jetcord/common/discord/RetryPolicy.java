package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.discord.Endpoint.Way;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Whether, and after what pause, a request is sent again. Pauses double from 50 ms (250 ms for the bot's own calls), with
 * jitter over their upper half. discord4j's router repeats the bot's own calls on 429 and 5xx by itself.
 */
final class RetryPolicy {
    private static final Duration FIRST_PAUSE_INTERACTION = Duration.ofMillis(50);
    private static final Duration FIRST_PAUSE_BOT = Duration.ofMillis(250);
    private static final int MAX_DOUBLINGS = 5;

    private final RandomGenerator random;

    RetryPolicy(RandomGenerator random) {
        this.random = requireNonNull(random, "random");
    }

    /**
     * The pause before the next attempt.
     *
     * @param attempts how many there were, from 1
     * @return empty when another attempt makes no sense
     */
    Optional<Duration> pause(Endpoint endpoint, Attempt last, int attempts) {
        return switch (last) {
            case Attempt.Unanswered unanswered ->
                !unanswered.maySent() || endpoint.repeatable()
                        ? Optional.of(backOff(endpoint, attempts))
                        : Optional.empty();
            case Attempt.Answered answered when endpoint.way() == Way.BOT -> Optional.empty();
            case Attempt.Answered answered
            when answered.rateLimited() ->
                Optional.of(answered.retryAfter().orElseGet(() -> backOff(endpoint, attempts)));
            case Attempt.Answered answered
            when answered.serverError() && endpoint.repeatable() -> Optional.of(backOff(endpoint, attempts));
            case Attempt.Answered answered -> Optional.empty();
        };
    }

    private Duration backOff(Endpoint endpoint, int attempts) {
        Duration first = endpoint.way() == Way.INTERACTION ? FIRST_PAUSE_INTERACTION : FIRST_PAUSE_BOT;
        long full = first.toNanos() << Math.min(attempts - 1, MAX_DOUBLINGS);
        return Duration.ofNanos(full / 2 + random.nextLong(full / 2));
    }
}
