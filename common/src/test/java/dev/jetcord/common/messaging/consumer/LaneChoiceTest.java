package dev.jetcord.common.messaging.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.Headers;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LaneChoiceTest {
    private static final ConsumerSettings SETTINGS =
            ConsumerSettings.of(Topology.EVENT_WORKER).withPermits(40);

    @Test
    void givesEachGuildALaneOfItsOwnOneByOne() {
        LaneChoice choice = LaneChoice.of(SETTINGS, BatchLimits.ONE);

        assertThat(choice.lane(ofGuild("1"))).isEqualTo(choice.lane(ofGuild("1")));
        assertThat(choice.lane(ofGuild("1"))).isNotEqualTo(choice.lane(ofGuild("2")));
        assertThat(choice.limits()).isEqualTo(SETTINGS.lanes());
        assertThat(choice.limits().depth()).isEqualTo(10);
    }

    @Test
    void ordersDirectMessagesByTheirPartition() {
        LaneChoice choice = LaneChoice.of(SETTINGS, BatchLimits.ONE);

        assertThat(choice.lane(message("commands.slash.ping.p07", Map.of(), 1))).isEqualTo("p07");
    }

    @Test
    void letsNoMessageWaitWithoutAKey() {
        LaneChoice choice = LaneChoice.of(SETTINGS.unordered(), BatchLimits.ONE);

        assertThat(choice.lane(ofGuild("1"))).isNotEqualTo(choice.lane(ofGuild("1")));
    }

    @Test
    void sharesAsManyLanesAsThereArePermitsForTwoBatchesEach() {
        LaneChoice choice = LaneChoice.of(SETTINGS, new BatchLimits(5, Duration.ZERO));

        assertThat(choice.shared()).isEqualTo(4);
        assertThat(choice.limits().depth()).isEqualTo(10);
        assertThat(choice.limits().parked()).isEqualTo(SETTINGS.lanes().parked());
        Set<Object> lanes = new HashSet<>();
        for (int guild = 0; guild < 1000; guild++) {
            Object lane = choice.lane(ofGuild(Integer.toString(guild * 1_000_003)));
            assertThat(lane).isEqualTo(choice.lane(ofGuild(Integer.toString(guild * 1_000_003))));
            lanes.add(lane);
        }
        assertThat(lanes).containsExactlyInAnyOrder(0, 1, 2, 3);
    }

    @Test
    void hasOneLaneWhereThereArePermitsForLess() {
        LaneChoice choice = LaneChoice.of(SETTINGS, new BatchLimits(100, Duration.ZERO));

        assertThat(choice.shared()).isEqualTo(1);
        assertThat(choice.limits().depth()).isEqualTo(40);
    }

    @Test
    void spreadsMessagesWithoutAKeyOverTheSharedLanes() {
        LaneChoice choice = LaneChoice.of(SETTINGS.unordered(), new BatchLimits(5, Duration.ZERO));

        assertThat(choice.lane(message("events.x.p00", Map.of(), 6))).isEqualTo(2);
        assertThat(choice.lane(message("events.x.p00", Map.of(), 7))).isEqualTo(3);
    }

    @Test
    void boundsWhatAKeyMayHold() {
        assertThat(LaneLimits.ofPermits(3).depth()).isEqualTo(1);
        assertThat(LaneLimits.ofPermits(8)).isEqualTo(new LaneLimits(2, 16_384, 64L << 20));
        assertThat(new LaneLimits(1, 0, 0).depth()).isEqualTo(1);
        refuses(() -> new LaneLimits(0, 0, 0));
        refuses(() -> new LaneLimits(1, -1, 0));
        refuses(() -> new LaneLimits(1, 0, -1));
        refuses(() -> new BatchLimits(0, Duration.ZERO));
        refuses(() -> new BatchLimits(1, Duration.ofNanos(-1)));
    }

    private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable made) {
        assertThatThrownBy(made).isInstanceOf(IllegalArgumentException.class);
    }

    private static IncomingMessage ofGuild(String guild) {
        return message("events.state.guild_create.p00", Map.of(Headers.SUBJECT, guild), 1);
    }

    private static IncomingMessage message(String subject, Map<String, String> headers, long sequence) {
        return new RecordedDelivery(subject, sequence, 1, headers, new byte[0])
                .delivered()
                .message();
    }
}
