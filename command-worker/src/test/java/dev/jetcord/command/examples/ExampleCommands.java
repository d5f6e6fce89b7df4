package dev.jetcord.command.examples;

import dev.jetcord.command.Command;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.command.Option;
import dev.jetcord.command.Subcommand;
import dev.jetcord.command.TryAgainException;
import dev.jetcord.command.examples.ExampleWorld.Prices;
import dev.jetcord.command.examples.ExampleWorld.Roller;
import dev.jetcord.command.examples.ExampleWorld.ShoppingList;
import dev.jetcord.command.examples.ExampleWorld.Songs;
import dev.jetcord.common.interaction.Button;
import dev.jetcord.common.interaction.Choice;
import dev.jetcord.common.interaction.Embed;
import dev.jetcord.common.interaction.ModalForm;
import dev.jetcord.common.interaction.Permission;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.common.interaction.SelectMenu;
import java.time.Duration;
import java.util.List;

/** The commands of {@code docs/commands.md}, as they stand there. */
public final class ExampleCommands {
    private ExampleCommands() {}

    public static List<Command> create() {
        Roller roller = new Roller();
        Songs songs = new Songs();
        ShoppingList list = new ShoppingList();
        Prices prices = new Prices();
        return List.of(
                Command.slash("roll", "Rolls dice")
                        .option(Option.integer("sides", "How many sides each has")
                                .mandatory()
                                .between(2, 100))
                        .option(Option.integer("dice", "How many dice").between(1, 20))
                        .handle(context -> {
                            long sides = context.options().integer("sides").orElseThrow();
                            long dice = context.options().integer("dice").orElse(1);
                            context.reply(dice + "d" + sides + ": " + roller.roll(dice, sides));
                        }),
                Command.slash("play", "Plays a song")
                        .option(Option.text("song", "Which").mandatory().withSuggestions())
                        .suggest(context -> {
                            String typed = context.options().text("song").orElse("");
                            context.suggest(songs.startingWith(typed)
                                    .map(name -> new Choice(name, name))
                                    .toList());
                        })
                        .handle(context -> context.reply(
                                "Now playing: " + context.options().text("song").orElseThrow())),
                Command.slash("list", "Keeps a shopping list")
                        .subcommand(Subcommand.of("show", "Shows it").handle(context -> context.reply(list.text())))
                        .subcommand(Subcommand.of("add", "Adds to it")
                                .option(Option.text("what", "What").mandatory())
                                .handle(context -> {
                                    list.add(
                                            context.interaction().id(),
                                            context.options().text("what").orElseThrow());
                                    context.reply(list.text());
                                }))
                        .group(
                                "all",
                                "Everything at once",
                                Subcommand.of("remove", "Empties it").handle(context -> {
                                    list.clear();
                                    context.reply(Reply.ephemeral("It is empty now."));
                                }))
                        .build(),
                Command.slash("weather", "Shows the weather")
                        .handle(context -> context.reply(Reply.of(Embed.titled("Harbour")
                                .withDescription("Sunny")
                                .withColour(0xF5B041)
                                .withField(new Embed.Field("Wind", "3 m/s", true))
                                .withField(new Embed.Field("Rain", "none", true))))),
                Command.slash("count", "Counts")
                        .component("count", context -> {
                            int next = Integer.parseInt(context.argument()) + 1;
                            context.update(Reply.text("Count: " + next)
                                    .with(Button.of(Button.Style.PRIMARY, "count:" + next, "One more")));
                        })
                        .handle(context -> context.reply(
                                Reply.text("Count: 0").with(Button.of(Button.Style.PRIMARY, "count:0", "One more")))),
                Command.slash("colour", "Chooses a colour")
                        .component(
                                "colour",
                                context -> context.update(Reply.text(
                                        "You like " + context.chosen().getFirst() + ".")))
                        .handle(context -> context.reply(Reply.ephemeral("Which one?")
                                .with(SelectMenu.of(
                                                "colour",
                                                List.of(
                                                        new SelectMenu.Entry("Red", "red"),
                                                        new SelectMenu.Entry("Blue", "blue")))
                                        .withPlaceholder("A colour")))),
                Command.slash("feedback", "Tells us what you think")
                        .deferral(DeferralPolicy.MODAL)
                        .modal(
                                "feedback",
                                context -> context.reply(Reply.ephemeral(
                                        "Thank you for: " + context.fields().get("text"))))
                        .handle(context -> context.open(new ModalForm(
                                "feedback",
                                "Feedback",
                                List.of(new ModalForm.Input("text", "What do you think?", true, true))))),
                Command.user("Greet")
                        .handle(context ->
                                context.reply("Hello, " + context.targetUser().name() + "!")),
                Command.message("Count words").handle(context -> {
                    int words = context.targetMessage().content().split("\\s+").length;
                    context.reply(Reply.ephemeral("It has " + words + " words."));
                }),
                Command.slash("announce", "Announces to everybody")
                        .permissions(Permission.MANAGE_GUILD)
                        .option(Option.text("text", "What").mandatory())
                        .handle(context -> context.reply("Announcement: "
                                + context.options().text("text").orElseThrow())),
                Command.slash("quote", "Tells a price").handle(context -> {
                    String price = prices.of("gold")
                            .orElseThrow(() -> new TryAgainException("the exchange is busy", Duration.ofMillis(50)));
                    context.reply(price);
                }));
    }
}
