package dev.jetcord.command.builtin;

import dev.jetcord.command.Command;
import dev.jetcord.command.CommandContext;
import dev.jetcord.command.CommandDefinition;
import dev.jetcord.command.Option;
import dev.jetcord.common.interaction.Button;
import dev.jetcord.common.interaction.Choice;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.common.wire.InteractionKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code /help}: what each command that the user may use does, in pages, or one of them by its name. */
final class HelpCommand {
    private static final String NAME = "help";
    private static final String DESCRIPTION = "Lists the commands";
    private static final String COMMAND = "command";
    private static final int PAGE = 10;

    private final List<CommandDefinition> others;

    private HelpCommand(List<CommandDefinition> others) {
        this.others = others;
    }

    /** @param others the commands to list beside this one */
    static Command create(List<Command> others) {
        HelpCommand help = new HelpCommand(others.stream()
                .map(Command::definition)
                .filter(definition -> definition.kind() == InteractionKind.SLASH)
                .toList());
        return Command.slash(NAME, DESCRIPTION)
                .option(Option.text(COMMAND, "Only this command").withSuggestions())
                .suggest(help::suggest)
                .component(
                        NAME,
                        context -> context.update(help.page(context.interaction(), pageNumber(context.argument()))))
                .handle(help::answer);
    }

    private void answer(CommandContext context) throws Exception {
        Interaction interaction = context.interaction();
        Optional<String> wanted = context.options().text(COMMAND);
        if (wanted.isEmpty()) {
            context.reply(page(interaction, 0));
            return;
        }
        Reply reply = entries(interaction)
                .filter(entry -> entry.name().equals(wanted.get()))
                .findFirst()
                .map(entry -> Reply.ephemeral(entry.line()))
                .orElseGet(() -> Reply.ephemeral("There is no such command. `/help` lists them all."));
        context.reply(reply);
    }

    private void suggest(CommandContext context) throws Exception {
        String typed = context.options().text(COMMAND).orElse("");
        context.suggest(entries(context.interaction())
                .map(Entry::name)
                .filter(name -> name.startsWith(typed))
                .map(name -> new Choice(name, name))
                .toList());
    }

    private Stream<Entry> entries(Interaction interaction) {
        return Stream.concat(
                others.stream()
                        .filter(definition -> definition.permits(interaction))
                        .map(definition -> new Entry(definition.name(), definition.description())),
                Stream.of(new Entry(NAME, DESCRIPTION)));
    }

    private Reply page(Interaction interaction, int wanted) {
        List<Entry> entries = entries(interaction).toList();
        int last = (entries.size() - 1) / PAGE;
        int page = Math.clamp(wanted, 0, last);
        String text = entries.stream()
                .skip((long) page * PAGE)
                .limit(PAGE)
                .map(Entry::line)
                .collect(Collectors.joining("\n"));
        Reply reply = Reply.ephemeral(text);
        return last == 0
                ? reply
                : reply.with(
                        new Button(NAME + ':' + (page - 1), "Back", page > 0),
                        new Button(NAME + ':' + (page + 1), "More", page < last));
    }

    private static int pageNumber(String argument) {
        try {
            return Integer.parseInt(argument);
        } catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    private record Entry(String name, String description) {
        String line() {
            return "`/" + name + "` " + description;
        }
    }
}
