package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.InvalidMessageException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The table of situations, and what the server, the user and the operator get to know in each. */
class ConclusionTest {
    private static final Duration AFTER = Duration.ofSeconds(7);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ConsumerMetrics metrics = new ConsumerMetrics(registry, "test");
    private final List<Failure> stored = new ArrayList<>();
    private final List<Failure> reported = new ArrayList<>();
    private final ConsumerSettings settings =
            ConsumerSettings.of(Topology.EVENT_WORKER).withRetry(ConsumerWorld.RETRY);
    private final RecordedDelivery first = delivery(1);
    private final RecordedDelivery last = delivery(3);

    @Test
    void acksWhatIsDone() {
        conclude(first, Outcome.done());

        expect(first, "ack", "done");
    }

    @Test
    void acksWhatARuleRefuses() {
        conclude(first, new Outcome.Reject("rule"));

        expect(first, "ack", "rejected");
    }

    @Test
    void termsWhatIsExpired() {
        conclude(first, new Outcome.Expired());

        expect(first, "term", "expired");
    }

    @Test
    void naksWithTheDelayOfThePolicyWhatFailsForAPassingReason() {
        conclude(first, Outcome.retry("passing"));

        assertThat(first.said())
                .singleElement()
                .satisfies(said -> assertThat(Duration.parse(said.substring(4)))
                        .isBetween(Duration.ofMillis(5), Duration.ofMillis(10)));
        assertThat(count("retried")).isEqualTo(1);
    }

    @Test
    void naksWithTheDelayThatTheHandlerAsksFor() {
        conclude(first, new Outcome.Retry("passing", Optional.of(AFTER)));

        expect(first, "nak PT7S", "retried");
    }

    @Test
    void givesUpAtTheLastAttemptAndTellsWhoWaits() {
        conclude(last, new Outcome.Retry("passing", Optional.of(AFTER)));

        expect(last, "term", "dead_letter");
        assertThat(stored).extracting(Failure::reason).containsExactly(Failure.Reason.EXHAUSTED);
        assertThat(reported).isEqualTo(stored);
        assertThat(stored.getFirst().reference()).matches("[0-9a-f]{8}");
        assertThat(letters("exhausted")).isEqualTo(1);
    }

    @Test
    void givesUpWhatIsInvalidAtOnceAndTellsWhoWaits() {
        conclusion(settings, stored::add).invalid(first.delivered(), new InvalidMessageException("no id"));

        expect(first, "term", "dead_letter");
        assertThat(stored).extracting(Failure::reason).containsExactly(Failure.Reason.INVALID);
        assertThat(reported).isEqualTo(stored);
        assertThat(stored.getFirst().reference()).matches("[0-9a-f]{8}");
        assertThat(letters("invalid")).isEqualTo(1);
    }

    @Test
    void keepsTheReferenceThatTheUserSawAndTellsNobodyTwice() {
        conclude(first, Outcome.failed("ref", new IllegalStateException("broken")));

        expect(first, "term", "dead_letter");
        assertThat(stored).containsExactly(new Failure(Failure.Reason.HANDLER_FAILED, "ref"));
        assertThat(reported).isEmpty();
        assertThat(letters("handler_failed")).isEqualTo(1);
    }

    @Test
    void waitsForADependencyWithoutALetter() {
        conclude(last, new Outcome.Unavailable("chain", AFTER));

        expect(last, "nak PT7S", "unavailable");
        assertThat(reported).isEmpty();
        assertThat(stored).isEmpty();
    }

    @Test
    void tellsWhoCannotWaitForADependency() {
        conclusion(settings.tellingWhenUnavailable(), stored::add)
                .conclude(first.delivered(), new Outcome.Unavailable("chain", AFTER));

        expect(first, "ack", "unavailable");
        assertThat(reported).extracting(Failure::reason).containsExactly(Failure.Reason.UNAVAILABLE);
        assertThat(reported.getFirst().reference()).matches("[0-9a-f]{8}");
        assertThat(stored).isEmpty();
    }

    @Test
    void leavesInTheStreamWhatCannotBecomeALetter() {
        conclusion(settings, failure -> {
                    throw new IOException("full");
                })
                .conclude(last.delivered(), Outcome.retry("passing"));

        assertThat(last.said())
                .singleElement()
                .satisfies(said -> assertThat(Duration.parse(said.substring(4)))
                        .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20)));
        assertThat(count("dead_letter_not_stored")).isEqualTo(1);
        assertThat(count("dead_letter")).isZero();
        assertThat(letters("exhausted")).isZero();
        assertThat(reported).isEmpty();
    }

    private void conclude(RecordedDelivery delivery, Outcome outcome) {
        conclusion(settings, stored::add).conclude(delivery.delivered(), outcome);
    }

    private Conclusion conclusion(ConsumerSettings of, Letters letters) {
        return new Conclusion(
                of,
                (body, failure) -> {
                    // Told after it is kept and before it is settled.
                    assertThat(last.said()).isEmpty();
                    reported.add(failure);
                },
                (message, failure) -> letters.keep(failure),
                metrics,
                RandomGenerator.getDefault());
    }

    private void expect(RecordedDelivery delivery, String said, String counted) {
        assertThat(delivery.said()).containsExactly(said);
        assertThat(count(counted)).isEqualTo(1);
    }

    private double count(String outcome) {
        return registry.get("jetcord.consumer.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    private double letters(String reason) {
        return registry.get("jetcord.consumer.dead.letters")
                .tag("reason", reason)
                .counter()
                .count();
    }

    private static RecordedDelivery delivery(long count) {
        return new RecordedDelivery(1, count, Map.of(), new byte[0]);
    }

    @FunctionalInterface
    private interface Letters {
        void keep(Failure failure) throws IOException;
    }
}
