package dev.jetcord.bridge.identify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.bridge.discord.GatewayBot;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Two bridges that share their turns through one store. */
class SharedIdentifyBudgetTest {
    private static final int TOTAL = 1000;

    private final Turns store = new Turns();
    private final List<Integer> granted = new ArrayList<>();
    private Duration uptime = Duration.ofHours(1);
    private int remaining = TOTAL;
    private int questions;

    @Test
    void theLowestShardOfABucketGoesFirstAndTheNextFiveSecondsAfterItsIdentify() throws Exception {
        SharedIdentifyBudget budget = budget(1);
        request(budget, 1);
        request(budget, 0);
        step(budget);
        assertThat(granted).containsExactly(0);

        pass(3_000, budget);
        budget.sent(0);
        pass(5_000, budget);
        assertThat(granted).containsExactly(0);
        pass(200, budget);
        assertThat(granted).containsExactly(0, 1);
    }

    @Test
    void bucketsGoSideBySide() throws Exception {
        SharedIdentifyBudget budget = budget(2);
        request(budget, 0);
        request(budget, 1);
        request(budget, 2);
        step(budget);
        assertThat(granted).containsExactly(0, 1);
    }

    @Test
    void anotherBridgeWaitsForTheTurnOfTheFirst() throws Exception {
        SharedIdentifyBudget first = budget(1);
        SharedIdentifyBudget second = budget(1);
        request(first, 0);
        request(second, 1);
        step(first);
        step(second);
        first.sent(0);
        step(first);
        pass(5_000, second);
        assertThat(granted).containsExactly(0);
        pass(200, second);
        assertThat(granted).containsExactly(0, 1);
    }

    @Test
    void aTurnThatIsGivenBackIsFreeAtOnce() throws Exception {
        SharedIdentifyBudget first = budget(1);
        SharedIdentifyBudget second = budget(1);
        request(first, 0);
        request(second, 1);
        step(first);
        first.giveBack(0);
        step(first);
        step(second);
        assertThat(granted).containsExactly(0, 1);
    }

    @Test
    void aBridgeThatDiesWithItsTurnBlocksTheBucketForAWhileOnly() throws Exception {
        SharedIdentifyBudget dead = budget(1);
        SharedIdentifyBudget second = budget(1);
        request(dead, 0);
        request(second, 1);
        step(dead);
        pass(9_900, second);
        assertThat(granted).containsExactly(0);
        pass(200, second);
        assertThat(granted).containsExactly(0, 1);
    }

    @Test
    void aTurnOfLongAgoBlocksNobodyWhoSeesItForTheFirstTime() throws Exception {
        SharedIdentifyBudget before = budget(1);
        request(before, 0);
        step(before);
        before.sent(0);
        step(before);
        uptime = uptime.plusSeconds(60);

        SharedIdentifyBudget restarted = budget(1);
        request(restarted, 0);
        step(restarted);
        assertThat(granted).containsExactly(0, 0);
    }

    @Test
    void aServerClockThatJumpedBackBlocksForFiveSecondsOnly() throws Exception {
        SharedIdentifyBudget first = budget(1);
        SharedIdentifyBudget second = budget(1);
        request(first, 0);
        step(first);
        first.sent(0);
        step(first);
        store.skew = Duration.ofHours(-1);
        request(second, 1);
        step(second);
        pass(5_000, second);
        assertThat(granted).containsExactly(0);
        pass(200, second);
        assertThat(granted).containsExactly(0, 1);
    }

    @Test
    void theReserveIsNeverTouched() throws Exception {
        SharedIdentifyBudget budget = budget(4);
        remaining = 101;
        for (int shard = 0; shard < 4; shard++) {
            request(budget, shard);
        }
        step(budget);
        assertThat(granted).containsExactly(0);

        remaining = 100;
        pass(6_000, budget);
        assertThat(granted).containsExactly(0);
        assertThat(questions).isLessThanOrEqualTo(2);

        remaining = TOTAL;
        pass(61_000, budget);
        assertThat(granted).containsExactly(0, 1, 2, 3);
    }

    private SharedIdentifyBudget budget(int concurrency) {
        DailyLimit limit = new DailyLimit(
                () -> {
                    questions++;
                    return new GatewayBot(
                            URI.create("wss://gateway.test"), 1, TOTAL, remaining, Duration.ofHours(1), concurrency);
                },
                100,
                () -> uptime);
        return new SharedIdentifyBudget(store, limit, concurrency, () -> uptime);
    }

    private void request(SharedIdentifyBudget budget, int shard) {
        budget.request(shard, () -> granted.add(shard));
    }

    private void pass(long millis, SharedIdentifyBudget budget) throws Exception {
        step(budget);
        uptime = uptime.plusMillis(millis);
        step(budget);
    }

    private static void step(SharedIdentifyBudget budget) throws Exception {
        budget.writeEnded();
        budget.grant();
    }

    private final class Turns implements TurnStore {
        private final Map<Integer, Turn> turns = new HashMap<>();
        private Duration skew = Duration.ZERO;
        private long revision;

        @Override
        public Optional<Turn> read(int bucket) {
            return Optional.ofNullable(turns.get(bucket));
        }

        @Override
        public OptionalLong write(int bucket, Turn.State state, long expected) {
            if (read(bucket).map(Turn::revision).orElse(0L) != expected) {
                return OptionalLong.empty();
            }
            revision++;
            turns.put(bucket, new Turn(state, revision, serverTime()));
            return OptionalLong.of(revision);
        }

        @Override
        public Instant serverTime() {
            return Instant.EPOCH.plus(uptime).plus(skew);
        }
    }
}
