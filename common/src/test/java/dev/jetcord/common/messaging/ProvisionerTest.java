package dev.jetcord.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.testing.TestNats;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProvisionerTest {
    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");

    @BeforeEach
    void connect() throws InterruptedException {
        nats.awaitConnected();
    }

    @AfterEach
    void stop() {
        nats.close();
        server.close();
    }

    @Test
    void createsEverythingAndThenFindsNothingToDo() throws Exception {
        Provisioner provisioner = new Provisioner(nats, 1);
        assertThat(provisioner.differences())
                .hasSize(Topology.STREAMS.size() + Topology.CONSUMERS.size() + Topology.BUCKETS.size() + 1)
                .allSatisfy(difference -> assertThat(difference.message()).contains("run provision"));

        provisioner.apply();
        provisioner.apply();

        assertThat(provisioner.differences()).isEmpty();
    }

    @Test
    void tellsAndMendsWhatWasChangedByHand() throws Exception {
        Provisioner provisioner = new Provisioner(nats, 1);
        provisioner.apply();
        JetStreamManagement management = nats.connection().jetStreamManagement();
        StreamConfiguration commands =
                management.getStreamInfo(Topology.COMMANDS).getConfiguration();
        management.updateStream(StreamConfiguration.builder(commands)
                .maxAge(Duration.ofMinutes(15))
                .build());

        assertThat(provisioner.differences())
                .containsExactly(new Difference("stream COMMANDS", "max age should be PT20M but is PT15M"));

        provisioner.apply();
        assertThat(provisioner.differences()).isEmpty();
    }
}
