package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class MessageSettlementTest {
    private final RecordedDelivery delivery = RecordedDelivery.first(1);
    private final MessageSettlement settlement = delivery.delivered().settlement();

    @Test
    void saysToTheServerWhatItIsTold() {
        assertThat(settled(MessageSettlement::ack)).containsExactly("ack");
        assertThat(settled(it -> it.nak(Duration.ofSeconds(2)))).containsExactly("nak PT2S");
        assertThat(settled(it -> it.term("dead letter"))).containsExactly("term");
        assertThat(settled(MessageSettlement::giveBack)).containsExactly("nak PT0S");
    }

    @Test
    void refusesASecondSettlementWhateverTheFirstWas() {
        settlement.term("first");

        assertThatThrownBy(settlement::ack).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> settlement.nak(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> settlement.term("second")).isInstanceOf(IllegalStateException.class);
        assertThat(settlement.giveBack()).isFalse();
        assertThat(delivery.said()).containsExactly("term");
    }

    @Test
    void saysWhetherItWasGivenBackByThisCall() {
        assertThat(settlement.giveBack()).isTrue();
        assertThat(settlement.giveBack()).isFalse();
        assertThat(delivery.said()).containsExactly("nak PT0S");
    }

    @Test
    void knowsWhetherItIsSettled() {
        assertThat(settlement.isSettled()).isFalse();
        settlement.ack();
        assertThat(settlement.isSettled()).isTrue();
    }

    @Test
    void signalsThatWorkGoesOnUntilItIsSettled() {
        settlement.inProgress();
        settlement.ack();
        settlement.inProgress();

        assertThat(delivery.said()).containsExactly("in progress", "ack");
    }

    private static java.util.List<String> settled(Consumer<MessageSettlement> how) {
        RecordedDelivery delivery = RecordedDelivery.first(1);
        how.accept(delivery.delivered().settlement());
        return delivery.said();
    }
}
