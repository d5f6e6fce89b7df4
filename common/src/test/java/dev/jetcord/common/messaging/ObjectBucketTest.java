package dev.jetcord.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.testing.TestNats;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObjectBucketTest {
    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");

    @AfterEach
    void stop() {
        nats.close();
        server.close();
    }

    @Test
    void givesBackWhatWasStoredLastUnderAnyName() throws Exception {
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
        ObjectBucket bucket = new ObjectBucket(nats, Topology.OVERSIZE_BUCKET);
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);

        bucket.put("session:17", new byte[10]);
        bucket.put("session:17", bytes);

        assertThat(bucket.get("session:17"))
                .hasValueSatisfying(stored -> assertThat(stored).isEqualTo(bytes));
        assertThat(bucket.get("session:18")).isEmpty();
    }
}
