package dev.jetcord.command.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.command.Command;
import dev.jetcord.command.worker.RunningWorker;
import dev.jetcord.common.interaction.Permission;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code /help} as users see it, among twelve commands and one that only some may use. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpTest {
    private RunningWorker worker;

    @BeforeAll
    void start() throws Exception {
        Stream<Command> twelve = IntStream.rangeClosed(1, 12)
                .mapToObj(
                        number -> Command.slash("c" + number, "Does " + number).handle(context -> {}));
        Command admin =
                Command.slash("ban", "Bans").permissions(Permission.BAN_MEMBERS).handle(context -> {});
        List<Command> others = Stream.concat(twelve, Stream.of(admin)).toList();
        worker = RunningWorker.with(Stream.concat(others.stream(), Stream.of(HelpCommand.create(others)))
                .toArray(Command[]::new));
    }

    @AfterAll
    void stop() {
        worker.close();
    }

    @Test
    void listsInPagesToTheUserAlone() throws Exception {
        Interaction help = worker.type("/help");
        assertThat(worker.text(help)).startsWith("`/c1` Does 1\n`/c2`").endsWith("`/c10` Does 10");
        assertThat(worker.message(help).path("ephemeral").asBoolean()).isTrue();

        assertThat(page(worker.use(help, "help:1")))
                .startsWith("`/c11` Does 11\n`/c12`")
                .contains("`/help`");
        assertThat(page(worker.use(help, "help:0"))).startsWith("`/c1` Does 1");
    }

    @Test
    void explainsOneCommandOrSaysThatThereIsNone() throws Exception {
        assertThat(worker.text(worker.type("/help command:c2"))).isEqualTo("`/c2` Does 2");
        assertThat(worker.text(worker.type("/help command:c99"))).startsWith("There is no such command.");
    }

    @Test
    void showsACommandOnlyToThoseWhoMayUseIt() throws Exception {
        ObjectNode help = Json.object().put("type", "command").put("text", "/help command:ban");

        assertThat(worker.text(worker.sandbox().act(help.deepCopy().put("user", "ada"))))
                .isEqualTo("`/ban` Bans");
        assertThat(worker.text(worker.sandbox().act(help.deepCopy().put("user", "linus"))))
                .startsWith("There is no such command.");
    }

    private String page(Interaction pressed) throws InterruptedException {
        return worker.answer(pressed).path("source").path("content").asText();
    }
}
