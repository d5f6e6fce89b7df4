package dev.jetcord.bridge.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.testing.TestNats;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShardCountTest {
    @Test
    void theCountThatIsUsedHoldsForAsLongAsItIsEnough() throws Exception {
        try (TestNats server = TestNats.start();
                NatsConnection nats =
                        new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test")) {
            nats.awaitConnected();
            new Provisioner(nats, 1).apply();
            KeyValueBucket shards = new KeyValueBucket(nats, Topology.SHARDS_BUCKET);

            assertThat(ShardCount.agree(shards, 4)).isEqualTo(4);
            assertThat(ShardCount.agree(shards, 3)).isEqualTo(4);
            assertThat(ShardCount.agree(shards, 5)).isEqualTo(5);
            assertThat(ShardCount.agree(shards, 4)).isEqualTo(5);
        }
    }
}
