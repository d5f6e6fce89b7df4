package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.command.Command;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.command.Option;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.testkit.StreamOfActs;
import org.junit.jupiter.api.Test;

/** What a user sees of what fails for good. */
class FailureTest {
    private static final Command BROKEN = Command.slash("broken", "Fails").handle(context -> {
        throw new IllegalStateException("what the user typed: hunter2");
    });
    private static final Command SILENT =
            Command.slash("silent", "Says nothing").handle(context -> {});
    private static final Command PUBLIC = Command.slash("public", "Thinks in public")
            .deferral(DeferralPolicy.DEFER_PUBLIC)
            .handle(context -> {
                throw new IllegalStateException("no");
            });

    @Test
    void tellsOfAFailureOnceAndToTheUserAloneAndLogsItsReference() throws Exception {
        try (RunningWorker worker = RunningWorker.with(BROKEN)) {
            Interaction interaction = worker.type("/broken");

            assertThat(worker.text(interaction)).startsWith("Something went wrong on our side.\nReference: `");
            await().until(() -> worker.settled("dead_letter") == 1);
            assertThat(worker.view(interaction).path("messages"))
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.path("ephemeral").asBoolean()).isTrue());
            assertThat(worker.handled("broken", "failed")).isEqualTo(1);
            String reference = worker.text(interaction).replaceAll("(?s).*`(.*)`", "$1");
            assertThat(worker.logged())
                    .filteredOn(event -> event.getFormattedMessage().contains(reference))
                    .singleElement()
                    .satisfies(event ->
                            assertThat(event.getFormattedMessage()).contains("IllegalStateException", "broken"));
            assertThat(worker.logged())
                    .allSatisfy(event -> assertThat(event.getFormattedMessage())
                            .doesNotContain(
                                    "hunter2",
                                    interaction.origin().token(),
                                    worker.sandbox().token()));
        }
    }

    @Test
    void tellsOfAHandlerThatSaysNothing() throws Exception {
        try (RunningWorker worker = RunningWorker.with(SILENT)) {
            assertThat(worker.text(worker.type("/silent"))).startsWith("Something went wrong");
        }
    }

    @Test
    void takesAPublicDeferralAway() throws Exception {
        try (RunningWorker worker = RunningWorker.with(PUBLIC)) {
            Interaction interaction = worker.type("/public");

            assertThat(worker.text(interaction)).startsWith("Something went wrong");
            assertThat(RunningWorker.messages(worker.view(interaction)))
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.path("ephemeral").asBoolean()).isTrue());
        }
    }

    @Test
    void suggestsNothingWhereSuggestionsFailAndKeepsNoDeadLetterOfIt() throws Exception {
        Command play = Command.slash("play", "Plays a song")
                .option(Option.text("song", "Which").withSuggestions())
                .suggest(context -> {
                    throw new IllegalStateException("no");
                })
                .handle(context -> context.reply("Playing"));
        try (RunningWorker worker = RunningWorker.with(play)) {
            ObjectNode act = Json.object().put("type", "autocomplete").put("text", "/play song:a");

            ObjectNode view = worker.answer(worker.sandbox().act(act));

            assertThat(view.path("choices")).isEmpty();
            await().until(() -> worker.settled("done") == 1);
            assertThat(worker.handled("play", "failed")).isEqualTo(1);
            assertThat(worker.settled("dead_letter")).isZero();
        }
    }

    @Test
    void tellsOfABodyThatBreaksTheContract() throws Exception {
        try (RunningWorker worker = RunningWorker.with(SILENT)) {
            worker.stream().change(body -> StreamOfActs.with(body, "type", 99));

            Interaction interaction = worker.type("/silent");

            assertThat(worker.text(interaction)).startsWith("Something went wrong on our side.\nReference: `");
            await().until(() -> worker.settled("dead_letter") == 1);
            assertThat(worker.view(interaction).path("messages")).hasSize(1);
        }
    }
}
