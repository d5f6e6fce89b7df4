package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.Decoder;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.SingleRun;
import dev.jetcord.e2e.Recording.Message;
import dev.jetcord.event.state.StateEventDecoder;
import dev.jetcord.testkit.TestWorker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workers of this version read what the last release wrote; {@link ToldFleetTest} has the other way round. */
class CompatibilityTest {
    private static final InteractionDecoder INTERACTIONS =
            new InteractionDecoder(JsonMapper.builder().build());

    private static List<Message> recorded() throws IOException {
        return Recording.ofLastRelease().messages();
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void takesWhatTheLastReleaseWrote(Message message) {
        SingleRun.Result result = switch (message.stream()) {
            case "COMMANDS" -> feed(Topology.COMMAND_WORKER, (_, body) -> INTERACTIONS.decode(body), message);
            default -> feed(Topology.EVENT_WORKER, new StateEventDecoder(), message);
        };

        assertThat(result)
                .isEqualTo(new SingleRun.Result(new SingleRun.Settlement.Ack(), Optional.empty(), Optional.empty()));
    }

    @Test
    void theRecordingHasWhatMatters() throws IOException {
        assertThat(recorded())
                .extracting(Message::kind)
                .contains(
                        "commands.slash.ping",
                        "events.state.ready",
                        "events.state.guild_create",
                        "events.state.guild_delete",
                        "events.state.guild_role_create",
                        "events.state.guild_member_add",
                        "events.state.guild_member_remove");
    }

    private static <T> SingleRun.Result feed(ConsumerDeclaration consumer, Decoder<T> decoder, Message message) {
        return TestWorker.of(consumer, decoder, _ -> Outcome.done()).feed(message.event());
    }
}
