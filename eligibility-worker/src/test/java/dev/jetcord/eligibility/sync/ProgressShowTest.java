package dev.jetcord.eligibility.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.Acknowledgement;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.discord.InteractionApi;
import dev.jetcord.common.discord.InteractionReference;
import dev.jetcord.common.discord.OriginalResponse;
import dev.jetcord.common.eligibility.Questions.SyncStart;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseConfiguration;
import dev.jetcord.database.DatabaseSettings;
import dev.jetcord.eligibility.sync.SyncRow.Counts;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the administrator who asked for a sync sees of it, and for how long the right to show it is kept. */
class ProgressShowTest {
    private static final Snowflake GUILD = new Snowflake(1);
    private static final Snowflake APPLICATION = new Snowflake(3);
    private static final Snowflake INTERACTION = new Snowflake(1_400_000_000_000_000_000L);
    private static final String TOKEN = "the-token";

    private final TestPostgres postgres = TestPostgres.start();
    private final Database database = new Database(
            Settings.load(Map.of("DATABASE_URL", postgres.url()), DatabaseConfiguration::from),
            new DatabaseSettings("test", "eligibility", 1, 2),
            new SimpleMeterRegistry());
    private final List<String> shown = new ArrayList<>();
    private Instant now = INTERACTION.instant();
    private ProgressShow show = show(new Screen());

    @BeforeEach
    void begin() throws Exception {
        database.awaitMigrated();
        database.transaction(handle -> SyncStore.start(
                handle,
                GUILD,
                Optional.of(new SyncStart(INTERACTION.toString(), GUILD, new Snowflake(2), Optional.of(TOKEN)))));
    }

    @AfterEach
    void stop() {
        database.close();
        postgres.close();
    }

    @Test
    void showsAPageAtMostEveryFiveSecondsAndTheEndAtOnce() throws Exception {
        show.show(page(true));
        show.show(page(true));
        assertThat(shown)
                .singleElement()
                .asString()
                .startsWith("Running, since <t:")
                .endsWith(": 10 of 40 members checked, 1 roles given, 2 taken away.");

        now = now.plusSeconds(5);
        show.show(page(true));
        show.show(page(false));

        assertThat(shown)
                .hasSize(3)
                .last()
                .asString()
                .startsWith("Finished <t:")
                .endsWith(": 40 of 40 members checked, 4 roles given, 8 taken away.");
    }

    @Test
    void leavesTheOneThatIsShownToWhoAskedForItFirst() throws Exception {
        var second = new SyncStart("1500000000000000000", GUILD, new Snowflake(4), Optional.of("another-token"));
        database.transaction(handle -> {
            assertThat(SyncStore.start(handle, GUILD, Optional.of(second))).isFalse();
            SyncStore.showTo(handle, second);
            return true;
        });
        assertThat(token()).contains(TOKEN);

        database.transaction(handle -> {
            SyncStore.forgetToken(handle, SyncStore.last(handle, GUILD).orElseThrow());
            SyncStore.showTo(handle, second);
            return true;
        });
        assertThat(token()).contains("another-token");
    }

    @Test
    void forgetsTheTokenWhenTheSyncIsOver() throws Exception {
        show.show(page(true));
        assertThat(token()).contains(TOKEN);

        show.show(page(false));

        assertThat(token()).isEmpty();
    }

    @Test
    void showsNothingAndForgetsTheTokenWhenItHasLivedItsTime() throws Exception {
        now = INTERACTION.instant().plus(Duration.ofMinutes(14));

        show.show(page(true));

        assertThat(shown).isEmpty();
        assertThat(token()).isEmpty();
    }

    @Test
    void goesOnWhereDiscordDoesNotTakeTheWords() throws Exception {
        try (SandboxDiscord sandbox = SandboxDiscord.start(SandboxSettings.forTests());
                DiscordRest discord = new DiscordRest(
                        new DiscordConfiguration(sandbox.apiUrl(), new Secret(sandbox.token()), APPLICATION),
                        new SimpleMeterRegistry(),
                        InstantSource.system(),
                        RandomGenerator.getDefault())) {
            show = show(discord.interactions());

            show.show(page(false));
        }

        assertThat(token()).isEmpty();
    }

    private ProgressShow show(InteractionApi discord) {
        return new ProgressShow(database, discord, APPLICATION, () -> now);
    }

    /** A page is done, after which there are more, or none. */
    private SyncRow page(boolean more) throws Exception {
        return database.transaction(handle -> SyncStore.advance(
                        handle,
                        SyncStore.last(handle, GUILD).orElseThrow(),
                        new Counts(10, 1, 2, 0),
                        more ? Optional.of(new Snowflake(9)) : Optional.empty(),
                        Optional.of(40L))
                .orElseThrow());
    }

    private Optional<String> token() throws Exception {
        return database.transaction(
                handle -> SyncStore.last(handle, GUILD).orElseThrow().token());
    }

    /** Discord's answer to the command, as its user sees it. */
    private final class Screen implements InteractionApi {
        @Override
        public void editOriginal(InteractionReference interaction, JsonNode message) {
            assertThat(interaction.id()).isEqualTo(INTERACTION);
            assertThat(interaction.token().reveal()).isEqualTo(TOKEN);
            shown.add(message.path("content").asText());
        }

        @Override
        public Acknowledgement respond(InteractionReference interaction, JsonNode response) {
            throw new AssertionError("the command has responded already");
        }

        @Override
        public Optional<OriginalResponse> original(InteractionReference interaction) {
            throw new AssertionError("nobody asks for it");
        }

        @Override
        public void deleteOriginal(InteractionReference interaction) {
            throw new AssertionError("it is the command's answer");
        }

        @Override
        public Snowflake followUp(InteractionReference interaction, JsonNode message) {
            throw new AssertionError("one message is enough");
        }
    }
}
