package dev.jetcord.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestPublisher;
import dev.jetcord.testkit.TestEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The worker as a process, against a real NATS server. */
class EventWorkerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long GUILD = 41_771_983_423_143_937L;

    private final TestNats server = TestNats.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void countsStateEventsByNameAndStopsWhenToldTo() throws Exception {
        provision();
        try (JavaProcess worker = start();
                TestPublisher publisher = new TestPublisher(server)) {
            worker.awaitReady();

            publish(publisher, event("GUILD_CREATE"));
            publish(publisher, event("GUILD_CREATE"));
            publish(publisher, event("GUILD_MEMBER_ADD"));
            publish(publisher, event("MESSAGE_CREATE"));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(worker.get("/metrics").body())
                            .contains(
                                    "jetcord_events_total{event=\"guild_create\"} 2.0",
                                    "jetcord_events_total{event=\"guild_member_add\"} 1.0"));
            assertThat(worker.get("/metrics").body()).doesNotContain("message_create");
            worker.signal("TERM");
            assertThat(worker.exitCode()).isZero();
        }
    }

    @Test
    void keepsAMessageThatBreaksTheContractAsADeadLetter() throws Exception {
        provision();
        try (JavaProcess worker = start();
                TestPublisher publisher = new TestPublisher(server)) {
            worker.awaitReady();

            publish(publisher, event("GUILD_CREATE").withoutHeader("ce-specversion"));

            worker.awaitOutput("header ce-specversion is missing");
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(worker.get("/metrics").body())
                                    .contains(
                                            "jetcord_consumer_dead_letters_total{consumer=\"event-worker\",reason=\"invalid\"} 1.0"));
        }
    }

    @Test
    void waitsForNatsAndForProvisioningAndSaysSo() throws Exception {
        server.stop();
        try (JavaProcess worker = start()) {
            worker.awaitOutput("cannot be reached; start it or correct NATS_URL");
            assertThat(worker.get("/livez").statusCode()).isEqualTo(200);
            assertThat(worker.get("/readyz").statusCode()).isEqualTo(503);
            assertThat(worker.get("/readyz").body()).contains("[-] nats: NATS at");

            server.restart();
            worker.awaitOutput("run provision");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(worker.get("/readyz").body())
                            .contains("[+] nats: ok", "[-] topology: consumer event-worker of EVENTS: does not exist"));

            provision();
            worker.awaitReady();
        }
    }

    @Test
    void refusesAWrongConfigurationWithEveryProblem() throws Exception {
        try (JavaProcess worker = JavaProcess.start(
                Main.class,
                Map.of("NATS_URL", "http://localhost", "OPERATIONS_PORT", "many", "STOP_TIMEOUT", "long"))) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.output())
                    .contains("event-worker cannot start", "3 problems", "NATS_URL", "OPERATIONS_PORT", "STOP_TIMEOUT")
                    .doesNotContain("\tat ");
        }
    }

    private JavaProcess start() throws Exception {
        return JavaProcess.start(Main.class, Map.of("NATS_URL", server.url(), "OPERATIONS_PORT", "0"));
    }

    private void provision() throws Exception {
        try (NatsConnection nats =
                new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test")) {
            nats.awaitConnected();
            new Provisioner(nats, 1).apply();
        }
    }

    private static void publish(TestPublisher publisher, TestEvent event) throws Exception {
        publisher.publish(event.subject(), event.headers(), event.body());
    }

    private static TestEvent event(String name) {
        return TestEvent.dispatch(name).guild(GUILD);
    }
}
