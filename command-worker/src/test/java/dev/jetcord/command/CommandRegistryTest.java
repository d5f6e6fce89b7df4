package dev.jetcord.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.interaction.Permission;
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
        assertThatThrownBy(() -> Option.user("who", "Whom").between(1, 2))
                .hasMessageContaining("only numbers have limits");
        assertThatThrownBy(() -> Option.text("a", "A").between(0, 6001)).hasMessageContaining("0 to 6000");
        assertThatThrownBy(() -> Option.integer("a", "A").between(2, 1)).hasMessageContaining("must not be above");
    }

    @Test
    void refusesSubcommandsThatDiscordWouldRefuse() {
        Subcommand one = Subcommand.of("one", "Does one").handle(context -> {});

        assertThatThrownBy(() -> Command.slash("many", "Many").subcommand(one).handle(context -> {}))
                .hasMessageContaining("build()");
        assertThatThrownBy(() -> Command.slash("none", "None").build()).hasMessageContaining("handle(...)");
        assertThatThrownBy(() -> Command.slash("both", "Both")
                        .subcommand(one)
                        .option(Option.text("a", "A"))
                        .build())
                .hasMessageContaining("options belong to its subcommands");
        assertThatThrownBy(() -> Command.slash("twice", "Twice")
                        .subcommand(one)
                        .group("one", "Also one", one)
                        .build())
                .hasMessageContaining("'one' is defined twice");
        assertThatThrownBy(() -> Command.user("Menu").subcommand(one).build())
                .hasMessageContaining("only a slash command has options");
    }

    @Test
    void permissionsMakeACommandOneForGuilds() {
        Command.Builder admin = Command.slash("admin", "For admins").permissions(Permission.ADMINISTRATOR);

        assertThat(admin.handle(context -> {}).definition().contexts())
                .containsExactly(CommandDefinition.Context.GUILD);
        assertThatThrownBy(
                        () -> admin.contexts(CommandDefinition.Context.BOT_DM).handle(context -> {}))
                .hasMessageContaining("its only context must be GUILD");
    }
}
