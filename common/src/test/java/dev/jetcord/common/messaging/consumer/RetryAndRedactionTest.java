package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryAndRedactionTest {
    private final RetryPolicy policy = new RetryPolicy(3, Duration.ofMillis(100), Duration.ofMillis(350));

    @Test
    void doublesTheDelayUpToTheCapWithJitterInItsUpperHalf() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            assertThat(policy.delay(1, random)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
            assertThat(policy.delay(2, random)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
            assertThat(policy.delay(3, random)).isBetween(Duration.ofMillis(175), Duration.ofMillis(350));
            assertThat(policy.delay(1000, random)).isBetween(Duration.ofMillis(175), Duration.ofMillis(350));
        }
    }

    @Test
    void usesTheWholeRangeOfItsDelay() {
        Random random = new Random(1);
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(i -> policy.delay(1, random).toMillis())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(50, 100).boxed().toList());
    }

    @Test
    void refusesAPolicyThatTriesNothingOrWaitsNowhere() {
        assertThat(new RetryPolicy(1, Duration.ofNanos(1), Duration.ofNanos(1)).exhausted(1))
                .isTrue();
        refuses(0, Duration.ofMillis(1), Duration.ofMillis(1));
        refuses(1, Duration.ZERO, Duration.ofMillis(1));
        refuses(1, Duration.ofMillis(-1), Duration.ofMillis(1));
        refuses(1, Duration.ofMillis(2), Duration.ofMillis(1));
    }

    @Test
    void isExhaustedAtItsLastAttempt() {
        assertThat(policy.exhausted(2)).isFalse();
        assertThat(policy.exhausted(3)).isTrue();
    }

    @Test
    void redactsEveryTokenAndKeepsTheRest() {
        byte[] body = "{\"id\":\"1\",\"token\":\"abc\",\"n\":1.50,\"in\":{\"token\":\"def\"}}".getBytes(UTF_8);

        assertThat(new String(TokenRedaction.redact(body), UTF_8))
                .isEqualTo("{\"id\":\"1\",\"token\":\"redacted\",\"n\":1.50,\"in\":{\"token\":\"redacted\"}}");
    }

    @Test
    void keepsNothingOfABodyThatIsNoJson() {
        assertThat(TokenRedaction.redact("{\"token\":\"abc".getBytes(UTF_8))).isEmpty();
    }

    private static void refuses(int attempts, Duration base, Duration cap) {
        assertThatThrownBy(() -> new RetryPolicy(attempts, base, cap)).isInstanceOf(IllegalArgumentException.class);
    }
}
