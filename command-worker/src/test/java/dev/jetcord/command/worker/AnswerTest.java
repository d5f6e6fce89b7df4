package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.command.Command;
import dev.jetcord.command.Option;
import dev.jetcord.command.builtin.BuiltInCommands;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user sees of what goes well. */
class AnswerTest {
    private final Command[] builtIn = BuiltInCommands.create("1.2.3", Instant.now(), InstantSource.system(), List.of())
            .toArray(Command[]::new);

    @Test
    void answersPingWithEachLeg() throws Exception {
        try (RunningWorker worker = RunningWorker.with(builtIn)) {
            Interaction interaction = worker.type("/ping");

            JsonNode message = worker.message(interaction);
            assertThat(message.path("content").asText())
                    .contains("Pong!", "gateway to bridge:", "bridge to stream:", "stream to worker:", " ms");
            assertThat(message.path("ephemeral").asBoolean()).isFalse();
            await().until(() -> worker.handled("ping", "answered") == 1);
            await().untilAsserted(() -> assertThat(worker.logged())
                    .filteredOn(event -> event.getLoggerName().equals("dev.jetcord.flow"))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .contains("slash " + RunningWorker.id(interaction) + " answered in ")));
        }
    }

    @Test
    void readsWhatTheUserEntered() throws Exception {
        Command greet = Command.slash("greet", "Greets")
                .option(Option.user("who", "Whom").mandatory())
                .handle(context -> context.reply(
                        Reply.text("Hello, <@" + context.options().id("who").orElseThrow() + ">!")));
        try (RunningWorker worker = RunningWorker.with(greet)) {
            String user = Long.toUnsignedString(worker.sandbox().world().guilds().iterator().next().members().stream()
                    .filter(member -> !member.user().bot())
                    .findFirst()
                    .orElseThrow()
                    .user()
                    .id());

            assertThat(worker.text(worker.type("/greet who:" + user))).isEqualTo("Hello, <@" + user + ">!");
        }
    }

    @Test
    void suggestsCommandNames() throws Exception {
        try (RunningWorker worker = RunningWorker.with(builtIn)) {
            ObjectNode view = worker.answer(worker.sandbox()
                    .act(Json.object().put("type", "autocomplete").put("text", "/help command:p")));

            assertThat(view.path("choices")
                            .valueStream()
                            .map(choice -> choice.path("value").asText()))
                    .containsExactly("ping");
        }
    }

    @Test
    void saysThatACommandIsUnknown() throws Exception {
        try (RunningWorker worker = RunningWorker.with(builtIn)) {
            worker.stream().change(body -> {
                ObjectNode changed = body.deepCopy();
                changed.withObject("data").put("name", "gone");
                return changed;
            });

            assertThat(worker.text(worker.type("/ping"))).startsWith("I don't know that command.");
            assertThat(worker.handled("unknown", "unknown")).isEqualTo(1);
            await().until(() -> worker.settled("rejected") == 1);
        }
    }

    @Test
    void announcesEachFirstResponse() throws Exception {
        try (RunningWorker worker = RunningWorker.with(builtIn)) {
            var announced = worker.nats().connection().subscribe("acknowledged.*");
            worker.nats().connection().flush(Duration.ofSeconds(5));

            List<String> subjects = List.of(
                    "acknowledged." + RunningWorker.id(worker.type("/ping")),
                    "acknowledged." + RunningWorker.id(worker.type("/about")));

            assertThat(List.of(
                            announced.nextMessage(Duration.ofSeconds(10)).getSubject(),
                            announced.nextMessage(Duration.ofSeconds(10)).getSubject()))
                    .containsExactlyInAnyOrderElementsOf(subjects);
            assertThat(announced.nextMessage(Duration.ofMillis(200))).isNull();
        }
    }
}
