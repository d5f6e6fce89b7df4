package dev.jetcord.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.RecentIds.Claim;
import dev.jetcord.common.messaging.VersionFence.Passage;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What instances of a worker remember together, on a real NATS server. */
class SharedMemoryTest {
    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");

    @BeforeEach
    void provision() throws Exception {
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
    }

    @AfterEach
    void stop() {
        nats.close();
        server.close();
    }

    @Test
    void letsOneClaimAMessageAndKnowsWhenItIsDone() throws Exception {
        RecentIds here = new RecentIds(bucket(Topology.RECENT_IDS_BUCKET), "mail");
        RecentIds there = new RecentIds(bucket(Topology.RECENT_IDS_BUCKET), "mail");

        assertThat(here.claim("session:1")).isEqualTo(Claim.FIRST);
        assertThat(there.claim("session:1")).isEqualTo(Claim.UNFINISHED);
        here.finish("session:1");
        assertThat(there.claim("session:1")).isEqualTo(Claim.FINISHED);
        assertThat(there.claim("session:2")).isEqualTo(Claim.FIRST);
    }

    @Test
    void keepsPurposesApart() throws Exception {
        KeyValueBucket bucket = bucket(Topology.RECENT_IDS_BUCKET);
        new RecentIds(bucket, "mail").claim("session:1");

        assertThat(new RecentIds(bucket, "role").claim("session:1")).isEqualTo(Claim.FIRST);
    }

    @Test
    void letsANewerVersionPassAndStopsAnOlderOne() throws Exception {
        VersionFence here = new VersionFence(bucket(Topology.VERSIONS_BUCKET), "roles");
        VersionFence there = new VersionFence(bucket(Topology.VERSIONS_BUCKET), "roles");

        assertThat(here.pass("guild/1", new Version(5, 10))).isEqualTo(Passage.NEWER);
        assertThat(there.pass("guild/1", new Version(5, 9))).isEqualTo(Passage.STALE);
        assertThat(there.pass("guild/1", new Version(5, 10))).isEqualTo(Passage.SAME);
        assertThat(there.pass("guild/1", new Version(6, 1))).isEqualTo(Passage.NEWER);
        assertThat(here.pass("guild/1", new Version(5, 11))).isEqualTo(Passage.STALE);
        assertThat(here.pass("guild/2", new Version(5, 1))).isEqualTo(Passage.NEWER);
    }

    @Test
    void endsAtTheNewestWhenManyMoveItAtOnce() throws Exception {
        VersionFence fence = new VersionFence(bucket(Topology.VERSIONS_BUCKET), "roles");
        List<Future<Passage>> passages = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 50; i++) {
                Version version = new Version(1, i);
                passages.add(threads.submit(() -> fence.pass("guild", version)));
            }
        }
        for (Future<Passage> passage : passages) {
            assertThat(passage.get()).isNotEqualTo(Passage.SAME);
        }
        assertThat(fence.pass("guild", new Version(1, 50))).isEqualTo(Passage.SAME);
    }

    private KeyValueBucket bucket(String name) throws Exception {
        return new KeyValueBucket(nats, name);
    }
}
