package dev.jetcord.command.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.command.Command;
import dev.jetcord.command.Option;
import dev.jetcord.command.Subcommand;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.interaction.Choice;
import dev.jetcord.common.interaction.Permission;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.testing.TestEnvironment;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandSynchroniserTest {
    private static final Command PING = Command.slash("ping", "Answers").handle(context -> {});
    private static final Command RICH = Command.slash("rich", "Has all that a definition can say")
            .permissions(Permission.BAN_MEMBERS, Permission.MANAGE_ROLES)
            .option(Option.text("colour", "Which")
                    .mandatory()
                    .withChoices(List.of(new Choice("Red", "red"), new Choice("Blue", "blue"))))
            .option(Option.integer("count", "How many").between(1, 10))
            .option(Option.text("name", "Whose").between(2, 32))
            .option(Option.text("free", "Anything").withSuggestions())
            .suggest(context -> {})
            .handle(context -> {});
    private static final Command BRANCHED = Command.slash("branched", "Does several things")
            .subcommand(Subcommand.of("one", "Does one")
                    .option(Option.role("role", "Which").mandatory())
                    .option(Option.text("free", "Anything").withSuggestions())
                    .suggest(context -> {})
                    .handle(context -> {}))
            .group("more", "Does more", Subcommand.of("two", "Does two").handle(context -> {}))
            .build();
    private static final Command PROFILE = Command.user("Show profile").handle(context -> {});

    private final InMemoryOwnedCommands owned = new InMemoryOwnedCommands();
    private SandboxDiscord sandbox;
    private DiscordRest discord;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxDiscord.start(SandboxSettings.forTests());
        discord = new DiscordRest(
                Settings.load(TestEnvironment.of(sandbox), DiscordConfiguration::from),
                new SimpleMeterRegistry(),
                InstantSource.system(),
                RandomGenerator.getDefault());
    }

    @AfterEach
    void stop() {
        discord.close();
        sandbox.close();
    }

    @Test
    void createsWhatIsMissingAndChangesNothingInASecondRun() throws Exception {
        assertThat(synchronise(PING, RICH, BRANCHED, PROFILE))
                .containsExactly(
                        "created /ping", "created /rich", "created /branched", "created user command 'Show profile'");

        assertThat(synchronise(PING, RICH, BRANCHED, PROFILE))
                .containsExactlyInAnyOrder(
                        "unchanged /ping",
                        "unchanged /rich",
                        "unchanged /branched",
                        "unchanged user command 'Show profile'");
    }

    @Test
    void changesWhatDiffersAndDeletesWhatWeNoLongerDefine() throws Exception {
        synchronise(PING, RICH);

        assertThat(synchronise(Command.slash("ping", "Answers faster").handle(context -> {})))
                .containsExactlyInAnyOrder("changed /ping", "deleted /rich");
        assertThat(sandbox.commands().names(OptionalLong.empty(), 1)).containsExactly("ping");
    }

    @Test
    void leavesTheCommandsOfOthersAlone() throws Exception {
        register("theirs");

        assertThat(synchronise(PING)).containsExactly("created /ping", "left alone /theirs (not created by Jetcord)");
        synchronise();
        assertThat(sandbox.commands().names(OptionalLong.empty(), 1)).containsExactly("theirs");
    }

    @Test
    void refusesToReplaceACommandOfSomebodyElseAndChangesNothing() throws Exception {
        register("ping");

        assertThatThrownBy(() -> synchronise(RICH, PING))
                .isInstanceOf(CommandConflictException.class)
                .hasMessageContaining("/ping")
                .hasMessageContaining("ADOPT_COMMANDS=true");
        assertThat(sandbox.commands().names(OptionalLong.empty(), 1)).isEqualTo(Set.of("ping"));
    }

    @Test
    void adoptsWhenToldTo() throws Exception {
        register("ping");

        assertThat(new CommandSynchroniser(discord.commands(), owned, true).synchronise(List.of(PING)))
                .containsExactly("adopted and changed /ping");
        assertThat(synchronise(PING)).containsExactly("unchanged /ping");
    }

    @Test
    void knowsACommandAsItsOwnWhenARunEndedBetweenItsCreationAndItsRecord() throws Exception {
        register("ping");
        Map<CommandKey, Optional<Snowflake>> begun = new LinkedHashMap<>();
        begun.put(new CommandKey(1, "ping"), Optional.empty());
        owned.save(begun);

        assertThat(synchronise(PING)).containsExactly("changed /ping");
    }

    @Test
    void createsAnewWhatDiscordHasLost() throws Exception {
        synchronise(PING);
        sandbox.commands()
                .delete(
                        OptionalLong.empty(),
                        sandbox.commands()
                                .find(OptionalLong.empty(), 1, "ping")
                                .orElseThrow()
                                .id());

        assertThat(synchronise(PING)).containsExactly("created /ping");
    }

    private List<String> synchronise(Command... commands) throws Exception {
        return new CommandSynchroniser(discord.commands(), owned, false).synchronise(List.of(commands));
    }

    private void register(String name) throws Exception {
        sandbox.commands()
                .upsert(OptionalLong.empty(), Json.object().put("name", name).put("description", "Somebody else's"));
    }
}
