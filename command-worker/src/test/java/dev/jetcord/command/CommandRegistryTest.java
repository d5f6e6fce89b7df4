package dev.jetcord.command;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandRegistryTest {
    @Test
    void namesTheTwoCommandsThatClaimTheSameRoute() {
        Command help =
                Command.slash("help", "Helps").component("page", context -> {}).handle(context -> {});
        Command list =
                Command.slash("list", "Lists").component("page", context -> {}).handle(context -> {});

        assertThatThrownBy(() -> new CommandRegistry(List.of(help, list)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two commands claim the component 'page': 'help' and 'list'; rename one");
    }

    @Test
    void refusesWhatDiscordWouldRefuse() {
        assertThatThrownBy(() -> Command.slash("Ping", "Answers").handle(context -> {}))
                .hasMessageContaining("command 'Ping'")
                .hasMessageContaining("lower-case");
        assertThatThrownBy(() -> Command.slash("ping", "").handle(context -> {}))
                .hasMessageContaining("description");
        assertThatThrownBy(() -> Command.slash("ping", "Answers")
                        .option(Option.text("a", "A"))
                        .option(Option.text("b", "B").mandatory())
                        .handle(context -> {}))
                .hasMessageContaining("option 'b' is mandatory");
        assertThatThrownBy(() -> Command.slash("ping", "Answers")
                        .option(Option.text("a", "A").withSuggestions())
                        .handle(context -> {}))
                .hasMessageContaining("suggest(...)");
    }
}
