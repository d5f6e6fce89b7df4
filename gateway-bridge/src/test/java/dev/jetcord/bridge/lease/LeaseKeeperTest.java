package dev.jetcord.bridge.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.testing.TestNats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several bridges' leases in one NATS server. A shard that is taken from a bridge that lives is one that it abandons. */
class LeaseKeeperTest {
    private static final int SHARDS = 64;

    private final TestNats server = TestNats.start();
    private final List<Member> members = new ArrayList<>();
    private int started;

    @BeforeEach
    void provision() throws Exception {
        try (NatsConnection nats = connect()) {
            new Provisioner(nats, 1).apply();
        }
    }

    @AfterEach
    void close() {
        members.forEach(member -> member.nats.close());
        server.close();
    }

    @Test
    void bridgesThatStartTogetherTakeNoShardFromEachOther() throws Exception {
        start(4);

        awaitBalance(members);
        assertNothingTaken(members);
    }

    @Test
    void noBridgeIsReadyBeforeItHoldsItsShare() throws Exception {
        start(1);
        Member only = members.getFirst();

        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> only.keeper.health().check().healthy());

        assertThat(only.running).hasSize(SHARDS);
    }

    @Test
    void whoHasLeftIsNotHeardOfAgain() throws Exception {
        KeyValueBucket bridges = new KeyValueBucket(connect(), Topology.BRIDGES_BUCKET);
        for (int round = 0; round < 20; round++) {
            start(1);
            members.getLast().stop(Duration.ofSeconds(5));
        }

        for (int member = 0; member < started; member++) {
            assertThat(bridges.get("bridge-" + member)).isEmpty();
        }
    }

    @Test
    void whoeverJoinsTakesNoShardThatAnotherHolds() throws Exception {
        start(2);
        awaitBalance(members);

        start(2);

        awaitBalance(members);
        assertNothingTaken(members);
    }

    @Test
    void theShardsOfADeadBridgeAreClaimedOnceByThoseThatLive() throws Exception {
        start(4);
        awaitBalance(members);

        // Nobody hears of it any more.
        members.getFirst().nats.close();

        List<Member> living = members.subList(1, members.size());
        awaitBalance(living);
        assertNothingTaken(living);
    }

    @Test
    void whoeverJoinsAfterADeathGetsItsWholeShareAtOnce() throws Exception {
        start(2);
        awaitBalance(members);
        members.removeFirst().nats.close();
        awaitBalance(members);

        start(1);

        // The dead one's sign still stands there: a share left to it would be handed over, and taken by nobody.
        await().atMost(Duration.ofSeconds(30))
                .until(() -> members.getLast().keeper.share() > 0);
        assertThat(members.getLast().keeper.share()).isEqualTo(SHARDS / 2);
        awaitBalance(members);
    }

    @Test
    void aShardThatAnotherBridgeClaimedMeanwhileIsNotClaimedFromIt() throws Exception {
        int last = SHARDS - 1;
        try (NatsConnection nats = connect()) {
            LeaseStore other = store("other", nats);
            Member first = new Member("bridge", connect());
            members.add(first);
            // Between what was seen and the claim of the last shard lie the
            // claims of all others. It lives, and wants no share.
            first.atStart = shard -> {
                if (shard == 0) {
                    other.renew(true);
                    assertThat(other.write(last, Lease.FREE.claimedBy("other"), 0))
                            .isPresent();
                }
            };

            first.keeper.start();

            await().until(() -> first.keeper.share() > 0);
            assertThat(first.running).hasSize(last).doesNotContain(last);
        }
    }

    @Test
    void noShardIsHandedOverWhileItsSessionIsOnlyBeginning() throws Exception {
        start(1);
        awaitBalance(members);
        Member first = members.getFirst();
        Set<Integer> resumable = Set.of(7, 8, 9);
        first.running.stream().filter(shard -> !resumable.contains(shard)).forEach(first.beginning::add);

        start(1);

        Member second = members.getLast();
        await().atMost(Duration.ofSeconds(30)).until(() -> second.running.equals(resumable));
        first.beginning.clear();
        awaitBalance(members);
        assertThat(first.tooEarly).isEmpty();
        assertNothingTaken(members);
    }

    @Test
    void aBridgeThatStopsIsHeardUntilTheLastShardIsHandedOver() throws Exception {
        start(1);
        awaitBalance(members);
        Member first = members.getFirst();
        CountDownLatch slow = new CountDownLatch(1);
        first.mayHandOver = slow;
        start(1);
        Member second = members.getLast();
        // One shard is on its way for the sake of balance; the stop must wait for that one too.
        await().until(() -> first.handingOver.get() == 1);
        first.mayHandOver = new CountDownLatch(0);

        Thread stopping = Thread.ofVirtual().start(() -> first.stop(Duration.ofSeconds(30)));
        await().until(() -> second.running.size() == SHARDS - 1);
        assertThat(stopping.join(Duration.ofMillis(500))).as("gone too early").isFalse();
        slow.countDown();

        assertThat(stopping.join(Duration.ofSeconds(30))).isTrue();
        assertThat(first.running).isEmpty();
        awaitBalance(List.of(second));
        assertNothingTaken(members);
    }

    private void start(int count) throws Exception {
        List<Member> joining = new ArrayList<>();
        for (int member = 0; member < count; member++) {
            joining.add(new Member("bridge-" + started++, connect()));
        }
        members.addAll(joining);
        joining.forEach(member -> member.keeper.start());
    }

    private static void awaitBalance(List<Member> living) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            List<Integer> running = living.stream()
                    .flatMap(member -> member.running.stream())
                    .sorted()
                    .toList();
            int most = Math.ceilDiv(SHARDS, living.size());
            return running.equals(IntStream.range(0, SHARDS).boxed().toList())
                    && living.stream().allMatch(member -> member.running.size() <= most);
        });
    }

    private static void assertNothingTaken(List<Member> living) {
        assertThat(living).allSatisfy(member -> assertThat(member.abandoned).isEmpty());
    }

    private NatsConnection connect() throws InterruptedException {
        var nats = new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
        nats.awaitConnected();
        return nats;
    }

    private static LeaseStore store(String id, NatsConnection nats) throws Exception {
        return new LeaseStore(
                new KeyValueBucket(nats, Topology.BRIDGES_BUCKET),
                new KeyValueBucket(nats, Topology.SHARDS_BUCKET),
                id,
                SHARDS);
    }

    private interface Starting {
        void begins(int shard) throws IOException;
    }

    /** A bridge without a gateway. */
    private static final class Member implements ShardHost {
        private final NatsConnection nats;
        private final LeaseKeeper keeper;
        private final Set<Integer> running = ConcurrentHashMap.newKeySet();
        private final Set<Integer> abandoned = ConcurrentHashMap.newKeySet();
        private final Set<Integer> beginning = ConcurrentHashMap.newKeySet();
        private final Set<Integer> tooEarly = ConcurrentHashMap.newKeySet();
        private final AtomicInteger handingOver = new AtomicInteger();
        private volatile CountDownLatch mayHandOver = new CountDownLatch(0);
        private volatile Starting atStart = shard -> {};

        Member(String id, NatsConnection nats) throws Exception {
            this.nats = nats;
            long start = System.nanoTime();
            this.keeper = new LeaseKeeper(
                    store(id, nats), this, LeaseTimes.DEFAULT, () -> Duration.ofNanos(System.nanoTime() - start));
        }

        @Override
        public void start(int shard, long epoch, BooleanSupplier held) {
            running.add(shard);
            try {
                atStart.begins(shard);
            } catch (IOException unanswered) {
                throw new UncheckedIOException(unanswered);
            }
        }

        void stop(Duration budget) {
            try {
                keeper.stop(budget);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public boolean beginning(int shard) {
            return beginning.contains(shard);
        }

        @Override
        public void handOver(int shard) throws InterruptedException {
            if (beginning.contains(shard)) {
                tooEarly.add(shard);
            }
            CountDownLatch may = mayHandOver;
            handingOver.incrementAndGet();
            may.await();
            running.remove(shard);
        }

        @Override
        public void abandon(int shard) {
            running.remove(shard);
            abandoned.add(shard);
        }
    }
}
