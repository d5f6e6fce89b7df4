package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.ContractDocument;
import dev.jetcord.common.wire.DeadLetterHeaders;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published contract names what a dead letter carries, as one that was really stored shows. */
class DeadLetterDocumentTest {
    private static final String SCHEMA = "/components/schemas/deadLetterHeaders";

    private final ContractDocument document = ContractDocument.read();

    @Test
    void namesEveryHeaderOfALetter() throws Exception {
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                "11",
                0,
                1,
                "INTERACTION_CREATE",
                Instant.now(),
                Optional.of(new Snowflake(5)),
                "session",
                new Version(1, 2),
                Optional.empty());
        Set<String> original = envelope.headers().keySet();

        MessageInfo letter = giveUp(envelope);
        Headers headers = requireNonNull(letter.getHeaders());

        Set<String> documented = Set.copyOf(document.names(SCHEMA + "/properties"));
        assertThat(headers.keySet())
                .isEqualTo(Stream.concat(original.stream(), documented.stream()).collect(Collectors.toSet()));
        assertThat(document.texts(SCHEMA + "/required"))
                .containsExactlyInAnyOrderElementsOf(documented.stream()
                        .filter(header -> !header.equals(DeadLetterHeaders.ORIGINAL_ID))
                        .toList());
        assertThat(headers.getFirst(DeadLetterHeaders.ORIGINAL_ID)).isEqualTo("11");
        assertThat("`"
                        + requireNonNull(headers.getFirst("Nats-Msg-Id"))
                                .replaceFirst(":\\d{13}:", ":<time stored, in milliseconds>:")
                        + '`')
                .isEqualTo(document.at("/x-messageIds/deadLetter")
                        .asText()
                        .replace("<stream>", Topology.COMMANDS)
                        .replace("<stream sequence>", "1")
                        .replace("<consumer>", "command-worker")
                        .replace("<generation>", "0"));
        assertThat(new String(letter.getData(), UTF_8)).isEqualTo("{\"token\":\"redacted\"}");
    }

    @Test
    void namesTheHeadersOfAReplay() {
        assertThat(document.names("/components/schemas/replayHeaders/properties"))
                .containsExactly(DeadLetterHeaders.REPLAY_OF, DeadLetterHeaders.REPLAY_GENERATION);
    }

    @Test
    void namesEveryReason() {
        assertThat(document.texts(SCHEMA + "/properties/Jetcord-Dead-Letter-Reason/enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(Failure.Reason.values()).map(Enum::name).toList());
    }

    /** Has a consumer give up a message that was published as the contract says, and reads the letter. */
    private static MessageInfo giveUp(EventEnvelope envelope) throws Exception {
        try (TestNats server = TestNats.start();
                NatsConnection nats =
                        new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test")) {
            nats.awaitConnected();
            new Provisioner(nats, 1).apply();
            BaseNatsConsumer<String> consumer = new BaseNatsConsumer<>(
                    ConsumerSettings.of(Topology.COMMAND_WORKER),
                    nats,
                    (read, body) -> "",
                    message -> Outcome.failed("reference", new IllegalStateException("for the test")),
                    FailureReporter.NONE,
                    new SimpleMeterRegistry(),
                    InstantSource.system(),
                    RandomGenerator.getDefault());
            consumer.start();
            Headers headers = new Headers();
            envelope.headers().forEach(headers::add);
            nats.connection()
                    .jetStream()
                    .publish(NatsMessage.builder()
                            .subject(Subjects.forInteraction(InteractionKind.SLASH, "ping", new Partition(0)))
                            .headers(headers)
                            .data("{\"token\":\"secret\"}".getBytes(UTF_8))
                            .build());
            var streams = nats.connection().jetStreamManagement();
            await().until(() ->
                    streams.getStreamInfo(Topology.DEADLETTERS).getStreamState().getMsgCount() == 1);
            consumer.drain(Duration.ofSeconds(5));
            return streams.getLastMessage(
                    Topology.DEADLETTERS, Subjects.forDeadLetter(Topology.COMMANDS, "command-worker"));
        }
    }
}
