package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestPublisher;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The worker as a process, against a real NATS server. */
class EligibilityWorkerTest {
    @Test
    void countsTheChecksThatAreAskedForAndStopsWhenToldTo() throws Exception {
        try (TestNats server = TestNats.start();
                NatsConnection nats =
                        new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
                TestPublisher publisher = new TestPublisher(server)) {
            nats.awaitConnected();
            new Provisioner(nats, 1).apply();
            try (JavaProcess worker =
                    JavaProcess.start(Main.class, Map.of("NATS_URL", server.url(), "OPERATIONS_PORT", "0"))) {
                worker.awaitReady();

                publisher.publish("eligibility.check.p00", check("1").headers(), "{}");
                publisher.publish("eligibility.check.p01", check("2").headers(), "{}");

                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(worker.get("/metrics").body())
                                .contains("jetcord_eligibility_checks_requested_total 2.0"));
                worker.signal("TERM");
                assertThat(worker.exitCode()).isZero();
            }
        }
    }

    private static EventEnvelope check(String id) {
        return new EventEnvelope(
                id,
                "/event-worker",
                "dev.jetcord.check",
                Instant.now(),
                Optional.empty(),
                Optional.empty(),
                new Version(1, 1),
                Optional.empty());
    }
}
