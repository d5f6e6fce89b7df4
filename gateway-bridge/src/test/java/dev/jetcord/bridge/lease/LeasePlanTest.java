package dev.jetcord.bridge.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeasePlanTest {
    private static final LeasePlan NOTHING = new LeasePlan(List.of(), List.of(), Optional.empty());

    private final Map<Integer, StoredLease> leases = new HashMap<>();

    @Test
    void oneBridgeClaimsEveryShard() {
        assertThat(plan("a", 3, Set.of("a")).claim()).containsExactly(0, 1, 2);
    }

    @Test
    void twoBridgesBeginAtDifferentEndsAndTakeTheirShareOnly() {
        assertThat(plan("a", 4, Set.of("a", "b")).claim()).containsExactly(0, 1);
        assertThat(plan("b", 4, Set.of("a", "b")).claim()).containsExactly(2, 3);
    }

    @Test
    void aDeadBridgesShardsAreClaimedAndALivingOnesAreNot() {
        held("a", 0);
        held("b", 1);
        held("dead", 2, 3);
        assertThat(plan("a", 4, Set.of("a", "b"), 0).claim()).containsExactly(2);
        assertThat(plan("a", 4, Set.of("a", "b", "dead"), 0).claim()).isEmpty();
    }

    @Test
    void afterAnOutageTheLastOwnerClaimsItsOwnFirst() {
        held("a", 2, 3);
        held("b", 0, 1);
        assertThat(plan("a", 4, Set.of("a", "b")).claim()).containsExactly(2, 3);
        assertThat(plan("b", 4, Set.of("a", "b")).claim()).containsExactly(0, 1);
    }

    @Test
    void whoeverHoldsTooManyHandsOverOneAtATime() {
        held("a", 0, 1, 2, 3);
        assertThat(plan("a", 4, Set.of("a", "b"), 0, 1, 2, 3).release()).contains(3);
        stored(3, new Lease(Optional.empty(), 1));
        assertThat(plan("a", 4, Set.of("a", "b"), 0, 1, 2).release()).isEmpty();
        assertThat(plan("b", 4, Set.of("a", "b")).claim()).containsExactly(3);
        held("b", 3);
        assertThat(plan("a", 4, Set.of("a", "b"), 0, 1, 2).release()).contains(2);
        held("b", 2);
        assertThat(plan("a", 4, Set.of("a", "b"), 0, 1).release()).isEmpty();
    }

    @Test
    void aShardWhoseSessionIsOnlyBeginningStaysAndAnotherIsHandedOver() {
        held("a", 0, 1, 2, 3);
        LeaseView view = new LeaseView("a", 4, Set.of("a", "b"), Set.of("a", "b"), leases);
        Set<Integer> running = Set.of(0, 1, 2, 3);
        assertThat(LeasePlan.decide(view, running, Set.of(), Set.of(2, 3)).release())
                .contains(1);
        assertThat(LeasePlan.decide(view, running, Set.of(), running)).isEqualTo(NOTHING);
    }

    @Test
    void nothingMovesForTheSakeOfAnOddShard() {
        held("a", 0);
        held("b", 1, 2);
        assertThat(plan("a", 3, Set.of("a", "b"), 0)).isEqualTo(NOTHING);
        assertThat(plan("b", 3, Set.of("a", "b"), 1, 2).release()).isEmpty();
    }

    @Test
    void aShardThatAnotherBridgeTookIsLost() {
        held("a", 0);
        held("b", 1);
        assertThat(plan("a", 2, Set.of("a", "b"), 0, 1).lost()).containsExactly(1);
    }

    @Test
    void aBridgeThatLeavesClaimsNothing() {
        LeaseView view = new LeaseView("a", 2, Set.of("a", "b"), Set.of("b"), leases);
        assertThat(LeasePlan.decide(view, Set.of(), Set.of(), Set.of()).claim()).isEmpty();
    }

    /** Bridges come and go at random; each acts on what it sees, one after the other, until nobody has anything to do. */
    @ParameterizedTest
    @CsvSource({"1, 3", "7, 3", "64, 3", "64, 5", "100, 9"})
    void everyHistoryEndsInABalanceInWhichEveryShardHasOneHolder(int shards, int most) {
        Random random = new Random(shards);
        Map<String, Set<Integer>> bridges = new HashMap<>();
        for (int step = 0; step < 40; step++) {
            if (bridges.isEmpty() || (bridges.size() < most && random.nextBoolean())) {
                bridges.put("bridge-" + step, new HashSet<>());
            } else {
                List<String> ids = new ArrayList<>(new TreeSet<>(bridges.keySet()));
                bridges.remove(ids.get(random.nextInt(ids.size())));
            }
            settle(shards, bridges);
        }
    }

    private void settle(int shards, Map<String, Set<Integer>> bridges) {
        boolean acted = !bridges.isEmpty();
        for (int round = 0; acted; round++) {
            assertThat(round).as("rounds until it is settled").isLessThan(4 * shards + 10);
            acted = false;
            for (Map.Entry<String, Set<Integer>> bridge : bridges.entrySet()) {
                LeaseView view = new LeaseView(bridge.getKey(), shards, bridges.keySet(), bridges.keySet(), leases);
                LeasePlan plan = LeasePlan.decide(view, bridge.getValue(), Set.of(), Set.of());
                assertThat(plan.lost()).isEmpty();
                plan.claim().forEach(shard -> {
                    stored(shard, view.lease(shard).claimedBy(bridge.getKey()));
                    bridge.getValue().add(shard);
                });
                plan.release().ifPresent(shard -> {
                    stored(shard, view.lease(shard).handedBack());
                    bridge.getValue().remove(shard);
                });
                acted |= !plan.claim().isEmpty() || plan.release().isPresent();
            }
        }
        if (!bridges.isEmpty()) {
            int floor = shards / bridges.size();
            assertThat(bridges.values()).allSatisfy(held -> assertThat(held).hasSizeBetween(floor, floor + 1));
            assertThat(bridges.values().stream().mapToInt(Set::size).sum()).isEqualTo(shards);
        }
    }

    private void held(String owner, int... shards) {
        for (int shard : shards) {
            stored(shard, new Lease(Optional.of(owner), 1));
        }
    }

    private void stored(int shard, Lease lease) {
        leases.put(shard, new StoredLease(lease, 1));
    }

    private LeasePlan plan(String self, int shards, Set<String> bridges, Integer... running) {
        return LeasePlan.decide(
                new LeaseView(self, shards, bridges, bridges, leases), Set.of(running), Set.of(), Set.of());
    }
}
