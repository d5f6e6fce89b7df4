package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.e2e.chaos.Fault.Expectation;
import dev.jetcord.e2e.chaos.Judge.Beginning;
import io.nats.client.impl.NatsMessage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The judge over a real fleet: it must see a loss and a copy that were made on purpose. */
@EnabledIfSystemProperty(named = "jetcord.chaos", matches = "true", disabledReason = "asks for -Djetcord.chaos=true")
class JudgeTest {
    private static final int EVENTS = 20;

    @TempDir
    private Path folder;

    private ChaosFleet fleet;
    private Beginning beginning;

    @BeforeEach
    void start() throws Exception {
        fleet = ChaosFleets.start(folder, new Setup(1, 1, 1));
        beginning = Judge.begin(fleet);
        for (int event = 0; event < EVENTS; event++) {
            fleet.control("POST", "/dispatch", "{\"event\":\"SOMETHING_NEW\",\"data\":{\"n\":" + event + "}}");
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> StoredEvent.after(fleet, beginning.sequences()).stream()
                                // The guilds that a session begins with may still be on their way.
                                .filter(event -> event.subject().contains(".something_new."))
                                .count()
                        == EVENTS);
    }

    @AfterEach
    void stop() throws Exception {
        fleet.close();
    }

    @Test
    void findsNothingWrongWithAFleetThatWorks() throws Exception {
        Verdict verdict = Judge.judge(fleet, beginning);

        assertThat(verdict.sent()).isEqualTo(EVENTS);
        assertThat(verdict.wrong(Expectation.IN_ORDER)).isEmpty();
    }

    @Test
    void seesAMessageThatIsMissingAndOneThatIsThereTwice() throws Exception {
        try (NatsConnection nats = fleet.connect()) {
            var streams = nats.connection().jetStreamManagement();
            long last = streams.getStreamInfo(Topology.EVENTS).getStreamState().getLastSequence();
            var copied = streams.getMessage(Topology.EVENTS, last);
            streams.deleteMessage(Topology.EVENTS, last - 1);
            // Without its message id, the server's duplicate window can't know it.
            var headers = requireNonNull(copied.getHeaders());
            headers.remove("Nats-Msg-Id");
            nats.connection()
                    .jetStream()
                    .publish(NatsMessage.builder()
                            .subject(copied.getSubject())
                            .headers(headers)
                            .data(copied.getData())
                            .build());
        }

        Verdict verdict = Judge.judge(fleet, beginning);

        assertThat(verdict.lost()).isEqualTo(1);
        assertThat(verdict.doubled()).isEqualTo(1);
        assertThat(verdict.wrong(Expectation.ANY_ORDER)).containsExactly("1 lost", "1 doubled");
    }
}
