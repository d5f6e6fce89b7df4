package dev.jetcord.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.consumer.Failure;
import dev.jetcord.common.messaging.consumer.SingleRun.Result;
import dev.jetcord.common.messaging.consumer.SingleRun.Settlement;
import org.junit.jupiter.api.Test;

/** What a worker makes of one message, without a server. */
class SingleMessageTest {
    private final GuildNames guilds = new GuildNames();
    private final TestWorker<String> worker = guilds.worker();

    @Test
    void acknowledgesWhatIsDone() {
        Result result = worker.feed(GuildNames.joined("Home"));

        assertThat(result.settlement()).isEqualTo(new Settlement.Ack());
        assertThat(result.deadLetter()).isEmpty();
        assertThat(result.told()).isEmpty();
        assertThat(guilds.names()).containsExactly("Home");
    }

    @Test
    void asksForAnotherDeliveryAfterThePolicysDelay() {
        Result result = worker.feed(GuildNames.joined("out of reach"));

        assertThat(result.settlement())
                .isInstanceOfSatisfying(
                        Settlement.Nak.class,
                        nak -> assertThat(nak.delay())
                                .isBetween(TestWorker.QUICK.base().dividedBy(2), TestWorker.QUICK.base()));
    }

    @Test
    void givesUpAfterTheLastAttemptAndTellsWhoWaits() {
        Result result = worker.feed(GuildNames.joined("out of reach"), TestWorker.QUICK.attempts());

        Failure letter = result.deadLetter().orElseThrow();
        assertThat(letter.reason()).isEqualTo(Failure.Reason.EXHAUSTED);
        assertThat(result.told()).contains(letter);
        assertThat(result.settlement()).isEqualTo(new Settlement.Term("dead letter " + letter.reference()));
    }

    @Test
    void givesUpAtOnceWhatBreaksTheContract() {
        Result noName = worker.feed(GuildNames.joined("Home").body("{}"));
        Result noEnvelope = worker.feed(GuildNames.joined("Home").withoutHeader("ce-specversion"));

        assertThat(noName.deadLetter()).map(Failure::reason).contains(Failure.Reason.INVALID);
        assertThat(noEnvelope.deadLetter()).map(Failure::reason).contains(Failure.Reason.INVALID);
        assertThat(guilds.names()).isEmpty();
    }

    @Test
    void settlesWhatIsRefusedAndWhatIsTooLateWithoutADeadLetter() {
        Result refused = worker.feed(GuildNames.joined("forbidden"));
        Result late = worker.feed(GuildNames.joined("late"));

        assertThat(refused.settlement()).isEqualTo(new Settlement.Ack());
        assertThat(late.settlement()).isEqualTo(new Settlement.Term("expired"));
        assertThat(refused.deadLetter()).isEmpty();
        assertThat(late.deadLetter()).isEmpty();
    }
}
