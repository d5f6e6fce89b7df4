package dev.jetcord.common.discord;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.config.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenRateLimitsTest {
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final List<Runnable> later = new ArrayList<>();
    private final TokenRateLimits limits = new TokenRateLimits(() -> now, (task, delay) -> later.add(task));

    @Test
    void holdsBackOnlyTheInteractionWhoseLimitIsUsedUp() {
        limits.exhausted(Endpoint.FOLLOW_UP, new Secret("a"), Duration.ofSeconds(2));

        assertThat(limits.pause(Endpoint.FOLLOW_UP, new Secret("a"))).isEqualTo(Duration.ofSeconds(2));
        assertThat(limits.pause(Endpoint.FOLLOW_UP, new Secret("b"))).isZero();
        assertThat(limits.pause(Endpoint.EDIT_ORIGINAL, new Secret("a"))).isZero();
    }

    @Test
    void remembersNothingOnceTheLimitHasReset() {
        for (int token = 0; token < 1000; token++) {
            limits.exhausted(Endpoint.FOLLOW_UP, new Secret("token " + token), Duration.ofSeconds(2));
        }

        now = now.plusSeconds(2);
        later.forEach(Runnable::run);

        assertThat(limits.size()).isZero();
    }
}
