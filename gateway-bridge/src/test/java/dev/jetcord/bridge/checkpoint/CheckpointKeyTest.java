package dev.jetcord.bridge.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.bridge.session.GatewaySession;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.testing.TestNats;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holders of one shard, one after the other, and one that does not know that it is none any more. */
class CheckpointKeyTest {
    private static final Checkpoint NONE = new Checkpoint(Optional.empty(), 0, Compression.ZSTD_STREAM);

    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
    private KeyValueBucket bucket;

    @BeforeEach
    void open() throws Exception {
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
        bucket = new KeyValueBucket(nats, Topology.SHARDS_BUCKET);
    }

    @AfterEach
    void stop() {
        nats.close();
        server.close();
    }

    @Test
    void theNextHolderGoesOnWhereTheLastOneStopped() throws Exception {
        CheckpointKey first = key(1);
        assertThat(first.take()).isEqualTo(NONE);
        first.write(at(5));
        first.write(at(9));
        assertThat(key(2).take()).isEqualTo(at(9));
    }

    @Test
    void aFormerHolderWritesNothingMore() throws Exception {
        CheckpointKey former = key(1);
        former.take();
        former.write(at(5));
        CheckpointKey present = key(2);
        present.take();

        assertThatThrownBy(() -> former.write(at(6))).isInstanceOf(LeaseLostException.class);
        present.write(at(7));
        assertThat(key(3).take()).isEqualTo(at(7));
    }

    @Test
    void whoeverComesTooLateTakesNothing() throws Exception {
        key(7).take();
        assertThatThrownBy(() -> key(6).take()).isInstanceOf(LeaseLostException.class);
    }

    /** As when a write was stored and its answer lost. */
    @Test
    void aRevisionThatIsNotKnownIsNoLossWhileTheLeaseIsOurs() throws Exception {
        CheckpointKey holder = key(1);
        holder.take();
        byte[] stored = bucket.get("session.4.0").orElseThrow();
        bucket.put("session.4.0", stored);

        holder.write(at(5));
        holder.write(at(6));
        assertThat(key(2).take()).isEqualTo(at(6));
    }

    @Test
    void theEpochOfALostSessionIsKept() throws Exception {
        Checkpoint lost = new Checkpoint(Optional.empty(), 1_000, Compression.ZLIB_STREAM);
        CheckpointKey holder = key(1);
        holder.take();
        holder.write(lost);
        assertThat(key(2).take()).isEqualTo(lost);
    }

    @Test
    void whatCannotBeReadCountsAsNone() throws Exception {
        bucket.put("session.4.0", "{\"session\":{}}".getBytes(UTF_8));
        assertThat(key(1).take()).isEqualTo(NONE);
    }

    private CheckpointKey key(long lease) {
        return new CheckpointKey(bucket, 0, 4, lease, NONE);
    }

    private static Checkpoint at(long acknowledged) {
        GatewaySession session = new GatewaySession("s", URI.create("wss://resume.test"), 1_000, acknowledged);
        return new Checkpoint(Optional.of(session), 1_000, Compression.NONE);
    }
}
