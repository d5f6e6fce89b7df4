package dev.jetcord.common.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.testing.TestNats;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeyValueBucketTest {
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
    void writesOnlyWhereTheRevisionIsAsExpected() throws Exception {
        long first = bucket.compareAndSet("lease.1.0", bytes("a"), 0).orElseThrow();
        assertThat(bucket.compareAndSet("lease.1.0", bytes("b"), 0)).isEmpty();
        long second = bucket.compareAndSet("lease.1.0", bytes("c"), first).orElseThrow();
        assertThat(bucket.compareAndSet("lease.1.0", bytes("d"), first)).isEmpty();

        KeyValueItem item = bucket.item("lease.1.0").orElseThrow();
        assertThat(item.revision()).isEqualTo(second);
        assertThat(item.value()).hasValueSatisfying(value -> assertThat(value).isEqualTo(bytes("c")));
    }

    @Test
    void aDeletedKeyIsAbsent() throws Exception {
        bucket.put("lease.1.0", bytes("a"));
        bucket.delete("lease.1.0");
        assertThat(bucket.item("lease.1.0")).isEmpty();
        assertThat(bucket.get("lease.1.0")).isEmpty();
    }

    @Test
    void tellsWhatStandsThereAndThenEveryChangeUntilItIsClosed() throws Exception {
        bucket.put("lease.1.0", bytes("a"));
        bucket.put("session.1.0", bytes("not watched"));
        List<String> seen = new CopyOnWriteArrayList<>();
        KeyValueBucket.Watch watch = bucket.watch(
                List.of("lease.>"),
                item -> seen.add(item.key()
                        + '='
                        + item.value().map(value -> new String(value, UTF_8)).orElse("deleted")));
        bucket.put("lease.1.1", bytes("b"));
        bucket.delete("lease.1.0");
        await().until(() -> seen.size() == 3);
        assertThat(seen).containsExactly("lease.1.0=a", "lease.1.1=b", "lease.1.0=deleted");

        watch.close();
        bucket.put("lease.1.2", bytes("c"));
        bucket.put("lease.1.3", bytes("d"));
        assertThat(seen).hasSize(3);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
