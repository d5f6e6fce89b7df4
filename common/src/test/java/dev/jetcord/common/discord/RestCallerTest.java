package dev.jetcord.common.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.jetcord.common.discord.DiscordException.Kind;
import dev.jetcord.common.discord.RestCaller.Call;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestCallerTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Attempt OK = answered(204);
    private static final Attempt BROKEN = new Attempt.Unanswered(true, false, "the connection broke");
    private static final Attempt REFUSED = new Attempt.Unanswered(false, false, "no connection");

    private Instant now = START;
    private final Deque<Attempt> script = new ArrayDeque<>();
    private final List<Duration> timeouts = new ArrayList<>();
    private final RestCaller caller = new RestCaller(
            this::send,
            new RetryPolicy(new Random(1)),
            new RestMetrics(new SimpleMeterRegistry()),
            () -> now,
            pause -> now = now.plus(pause));

    @Test
    void repeatsAFirstResponseOverServerErrorsAndBrokenConnections() throws Exception {
        script.addAll(List.of(answered(502), BROKEN, REFUSED, OK));

        RestCaller.Result result = caller.call(respond());

        assertThat(result.answer().status()).isEqualTo(204);
        assertThat(result.earlierMayHaveArrived()).isTrue();
        assertThat(Duration.between(START, now)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void waitsAsLongAsARateLimitAsksWithinTheDeadline() throws Exception {
        script.addAll(List.of(rateLimited(Duration.ofSeconds(2)), OK));

        caller.call(respond());

        assertThat(now).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void givesUpAtOnceWhenTheRateLimitEndsAfterTheDeadline() {
        script.addAll(List.of(rateLimited(Duration.ofSeconds(4)), OK));

        DiscordException failure = catchThrowableOfType(DiscordException.class, () -> caller.call(respond()));

        assertThat(failure.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(now).isEqualTo(START);
        assertThat(script).hasSize(1);
    }

    @Test
    void beginsNoAttemptAfterTheDeadlineButTheFirst() {
        now = START.plusSeconds(10);
        script.addAll(List.of(answered(500), OK));

        DiscordException failure = catchThrowableOfType(DiscordException.class, () -> caller.call(respond()));

        assertThat(failure.kind()).isEqualTo(Kind.SERVER_ERROR);
        assertThat(script).hasSize(1);
        assertThat(timeouts).containsExactly(Duration.ofMillis(1400));
    }

    @Test
    void doesNotRepeatAFollowUpThatMayHaveArrived() {
        script.addAll(List.of(BROKEN, OK));

        DiscordException failure =
                catchThrowableOfType(DiscordException.class, () -> caller.call(call(Endpoint.FOLLOW_UP)));

        assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(script).hasSize(1);
    }

    @Test
    void repeatsAFollowUpThatWasNeverSent() throws Exception {
        script.addAll(List.of(REFUSED, OK));

        assertThat(caller.call(call(Endpoint.FOLLOW_UP)).earlierMayHaveArrived())
                .isFalse();
    }

    @Test
    void doesNotRepeatARefusal() throws Exception {
        script.addAll(List.of(answered(404), OK));

        assertThat(caller.call(respond()).answer().status()).isEqualTo(404);
        assertThat(script).hasSize(1);
    }

    private Attempt send(Call call, Duration timeout) {
        timeouts.add(timeout);
        return script.removeFirst();
    }

    private static Call respond() {
        return call(Endpoint.RESPOND);
    }

    private static Call call(Endpoint endpoint) {
        return new Call(
                endpoint,
                Optional.of(JsonNodeFactory.instance.objectNode()),
                START.plusSeconds(3),
                Duration.ofMillis(1400),
                List.of("1", "token"));
    }

    private static Attempt answered(int status) {
        return new Attempt.Answered(status, MissingNode.getInstance(), Optional.empty(), Duration.ZERO);
    }

    private static Attempt rateLimited(Duration retryAfter) {
        return new Attempt.Answered(429, MissingNode.getInstance(), Optional.of(retryAfter), Duration.ZERO);
    }
}
