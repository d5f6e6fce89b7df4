package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.discord.DiscordException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sends a request until it is answered, refused or too late. The first attempt is always made; none is begun after the
 * deadline. Blocks; thread-safe.
 */
final class RestCaller {
    private final Transport transport;
    private final RetryPolicy retryPolicy;
    private final RestMetrics metrics;
    private final InstantSource clock;
    private final Pause pause;

    RestCaller(Transport transport, RetryPolicy retryPolicy, RestMetrics metrics, InstantSource clock, Pause pause) {
        this.transport = requireNonNull(transport, "transport");
        this.retryPolicy = requireNonNull(retryPolicy, "retryPolicy");
        this.metrics = requireNonNull(metrics, "metrics");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }

    /**
     * What to send, and how long to try.
     *
     * @param deadline by {@code clock}: no attempt is begun after it but the first
     * @param attemptTimeout how long one attempt may take
     * @param auditReason what the guild's audit log says of it
     */
    record Call(
            Endpoint endpoint,
            Optional<JsonNode> body,
            Instant deadline,
            Duration attemptTimeout,
            List<String> variables,
            Optional<String> auditReason) {
        Call {
            variables = List.copyOf(variables);
        }

        Call(
                Endpoint endpoint,
                Optional<JsonNode> body,
                Instant deadline,
                Duration attemptTimeout,
                List<String> variables) {
            this(endpoint, body, deadline, attemptTimeout, variables, Optional.empty());
        }

        private static final Duration SHORTEST_ATTEMPT = Duration.ofMillis(100);

        /** An attempt ends with the deadline, but the first, which may begin after it, has its full time. */
        Duration timeout(Instant now, int attempt) {
            Duration left = Duration.between(now, deadline);
            if (attempt == 1 && !left.isPositive()) {
                return attemptTimeout;
            }
            Duration bounded = left.compareTo(attemptTimeout) < 0 ? left : attemptTimeout;
            return bounded.compareTo(SHORTEST_ATTEMPT) < 0 ? SHORTEST_ATTEMPT : bounded;
        }
    }

    /**
     * What Discord answered.
     *
     * @param answer the last answer, of any status below 500 but 429
     * @param earlierMayHaveArrived an attempt before this one had no answer, or a failed one, and may have had its effect
     */
    record Result(Attempt.Answered answer, boolean earlierMayHaveArrived) {}

    /** @throws DiscordException when there was no answer that is not 429 or 5xx in time */
    Result call(Call call) throws DiscordException, InterruptedException {
        boolean mayHaveArrived = false;
        for (int attempts = 1; ; attempts++) {
            Attempt attempt = transport.send(call, call.timeout(clock.instant(), attempts));
            if (attempt instanceof Attempt.Answered answered && !answered.serverError() && !answered.rateLimited()) {
                return new Result(answered, mayHaveArrived);
            }
            mayHaveArrived |= mayHaveArrived(attempt);
            Optional<Duration> next = retryPolicy.pause(call.endpoint(), attempt, attempts);
            if (next.isEmpty() || !clock.instant().plus(next.get()).isBefore(call.deadline())) {
                DiscordException failure = failure(call.endpoint(), attempt, attempts);
                metrics.failed(call.endpoint(), failure.kind());
                throw failure;
            }
            metrics.retried(call.endpoint(), attempt);
            pause.pause(next.get());
        }
    }

    /** The exception of an answer that is no success. */
    DiscordException refused(Endpoint endpoint, Attempt.Answered answer) {
        metrics.failed(endpoint, Kind.REFUSED);
        return failure(endpoint, answer, 1);
    }

    private static boolean mayHaveArrived(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Answered answered -> answered.serverError();
            case Attempt.Unanswered unanswered -> unanswered.maySent();
        };
    }

    private static DiscordException failure(Endpoint endpoint, Attempt last, int attempts) {
        String after = attempts == 1 ? "" : " after " + attempts + " attempts";
        return switch (last) {
            case Attempt.Answered answered -> {
                DiscordError error = DiscordError.of(answered.body());
                Kind kind = answered.rateLimited()
                        ? Kind.RATE_LIMITED
                        : answered.serverError() ? Kind.SERVER_ERROR : Kind.REFUSED;
                yield new DiscordException(
                        kind,
                        answered.status(),
                        error.code(),
                        "Discord answered " + endpoint + " with " + answered.status() + error.description() + after);
            }
            case Attempt.Unanswered unanswered ->
                new DiscordException(
                        unanswered.timedOut() ? Kind.TIMED_OUT : Kind.UNREACHABLE,
                        0,
                        DiscordErrorCode.NONE,
                        "Discord did not answer " + endpoint + ": " + unanswered.reason() + after);
        };
    }
}
