package dev.jetcord.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.sandbox.DiscordLimits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IdentifyBudgetTest {

    private final Instant start = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void letsEachBucketIdentifyOnceInFiveSeconds() {
        IdentifyBudget budget = new IdentifyBudget(GatewayRules.lenient(2));

        assertThat(budget.take(0, 1, start)).isEqualTo(IdentifyBudget.Verdict.ALLOWED);
        assertThat(budget.take(1, 1, start)).isEqualTo(IdentifyBudget.Verdict.ALLOWED);
        assertThat(budget.take(2, 1, start.plusMillis(4999))).isEqualTo(IdentifyBudget.Verdict.TOO_CLOSE);
        assertThat(budget.take(2, 1, start.plusSeconds(5))).isEqualTo(IdentifyBudget.Verdict.ALLOWED);
    }

    @Test
    void isExhaustedAfterAThousandADayAndFullTheNext() {
        IdentifyBudget budget = new IdentifyBudget(GatewayRules.lenient(1));
        Instant now = start;
        for (int i = 0; i < DiscordLimits.IDENTIFIES; i++) {
            assertThat(budget.take(0, 1, now)).isEqualTo(IdentifyBudget.Verdict.ALLOWED);
            now = now.plusSeconds(5);
        }

        assertThat(budget.take(0, 1, now)).isEqualTo(IdentifyBudget.Verdict.EXHAUSTED);
        assertThat(budget.toJson(1, now).path("remaining").asInt()).isZero();
        assertThat(budget.take(0, 1, start.plus(Duration.ofHours(24)))).isEqualTo(IdentifyBudget.Verdict.ALLOWED);
    }
}
