package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.command.Command;
import dev.jetcord.command.examples.ExampleCommands;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every example of {@code docs/commands.md}, used by a user of a local Discord. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedCommandsTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private RunningWorker worker;

    @BeforeAll
    void start() throws Exception {
        worker = RunningWorker.with(ExampleCommands.create().toArray(Command[]::new));
    }

    @AfterAll
    void stop() {
        worker.close();
    }

    @Test
    void everyExampleIsOneThatIsTestedHere() throws Exception {
        Path root = Path.of(System.getProperty("jetcord.root"));
        String tested = squeezed(Files.readString(
                root.resolve("command-worker/src/test/java/dev/jetcord/command/examples/ExampleCommands.java")));
        List<String> examples = EXAMPLE.matcher(Files.readString(root.resolve("docs/commands.md")))
                .results()
                .map((MatchResult found) -> squeezed(found.group(1)))
                .toList();

        assertThat(examples)
                .hasSize(ExampleCommands.create().size())
                .allSatisfy(example -> assertThat(tested).contains(example));
    }

    @Test
    void rollsWithOptions() throws Exception {
        assertThat(worker.text(worker.type("/roll sides:6"))).isEqualTo("1d6: 6");
        assertThat(worker.text(worker.type("/roll sides:6 dice:3"))).isEqualTo("3d6: 18");
    }

    @Test
    void suggestsWhileTheUserTypes() throws Exception {
        ObjectNode view = worker.answer(
                worker.sandbox().act(Json.object().put("type", "autocomplete").put("text", "/play song:Fair")));

        assertThat(view.path("choices")
                        .valueStream()
                        .map(choice -> choice.path("name").asText()))
                .containsExactly("Fair Winds", "Fairlead");
        assertThat(worker.text(worker.type("/play song:Fairlead"))).isEqualTo("Now playing: Fairlead");
    }

    @Test
    void runsTheSubcommandThatWasChosen() throws Exception {
        assertThat(worker.text(worker.type("/list show"))).isEqualTo("Nothing yet.");
        assertThat(worker.text(worker.type("/list add what:Rope"))).isEqualTo("Rope");
        assertThat(worker.text(worker.type("/list all remove"))).isEqualTo("It is empty now.");
        assertThat(worker.text(worker.type("/list show"))).isEqualTo("Nothing yet.");
    }

    @Test
    void showsAnEmbed() throws Exception {
        JsonNode embed = worker.message(worker.type("/weather")).path("embeds").path(0);

        assertThat(embed.path("title").asText()).isEqualTo("Harbour");
        assertThat(embed.path("fields")).hasSize(2);
        assertThat(embed.path("color").asInt()).isEqualTo(0xF5B041);
    }

    @Test
    void changesAMessageByItsButton() throws Exception {
        Interaction shown = worker.type("/count");
        assertThat(worker.text(shown)).isEqualTo("Count: 0");

        assertThat(changed(worker.use(shown, "count:0"))).isEqualTo("Count: 1");
        assertThat(changed(worker.use(shown, "count:1"))).isEqualTo("Count: 2");
    }

    @Test
    void takesWhatWasChosenInAMenu() throws Exception {
        Interaction shown = worker.type("/colour");
        assertThat(worker.text(shown)).isEqualTo("Which one?");

        assertThat(changed(worker.use(shown, "colour", "blue"))).isEqualTo("You like blue.");
    }

    @Test
    void opensAFormAndTakesWhatWasEntered() throws Exception {
        Interaction opened = worker.type("/feedback");
        assertThat(worker.answer(opened).path("modal").path("title").asText()).isEqualTo("Feedback");

        ObjectNode submit = Json.object().put("type", "modal").put("interaction", RunningWorker.id(opened));
        submit.putObject("values").put("text", "Fine");

        assertThat(worker.text(worker.sandbox().act(submit))).isEqualTo("Thank you for: Fine");
    }

    @Test
    void runsOnAUser() throws Exception {
        Interaction interaction = worker.sandbox()
                .act(Json.object().put("type", "user").put("text", "Greet").put("target", "grace"));

        assertThat(worker.text(interaction)).isEqualTo("Hello, grace!");
    }

    @Test
    void runsOnAMessage() throws Exception {
        Interaction shown = worker.type("/play song:Fair Winds");
        String message = worker.message(shown).path("id").asText();

        Interaction interaction = worker.sandbox()
                .act(Json.object()
                        .put("type", "message")
                        .put("text", "Count words")
                        .put("target", message));

        assertThat(worker.text(interaction)).isEqualTo("It has 4 words.");
    }

    @Test
    void answersWhoIsPermittedAndRefusesOthersToThemAlone() throws Exception {
        ObjectNode announce = Json.object().put("type", "command").put("text", "/announce text:Hello");
        assertThat(worker.text(worker.sandbox().act(announce.deepCopy().put("user", "ada"))))
                .isEqualTo("Announcement: Hello");

        // As when an admin has shown the command to everybody.
        worker.stream().change(body -> {
            ObjectNode changed = body.deepCopy();
            changed.withObject("member").put("permissions", "2048");
            return changed;
        });
        Interaction refused = worker.sandbox().act(announce.deepCopy().put("user", "ada"));
        JsonNode message = worker.message(refused);
        worker.stream().change(body -> body);

        assertThat(message.path("content").asText()).isEqualTo("You may not do that here: it takes Manage Guild.");
        assertThat(message.path("ephemeral").asBoolean()).isTrue();
        await().until(() -> worker.handled("announce", "refused") == 1);
    }

    @Test
    void triesAgainWhatFailsForAPassingReason() throws Exception {
        Interaction interaction = worker.type("/quote");

        assertThat(worker.text(interaction)).isEqualTo("gold: 42");
        assertThat(worker.handled("quote", "retried")).isEqualTo(1);
    }

    private String changed(Interaction used) throws InterruptedException {
        return worker.answer(used).path("source").path("content").asText();
    }

    /** How lines are broken does not matter. */
    private static String squeezed(String code) {
        return code.replaceAll("\\s+", "");
    }
}
