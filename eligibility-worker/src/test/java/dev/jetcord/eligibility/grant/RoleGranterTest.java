package dev.jetcord.eligibility.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.MemberRoleApi;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseConfiguration;
import dev.jetcord.database.DatabaseSettings;
import dev.jetcord.eligibility.grant.RoleChange.Result;
import dev.jetcord.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Decisions that meet, and workers that die between writing a change down and having it made. */
class RoleGranterTest {
    private static final Snowflake GUILD = new Snowflake(1);
    private static final Snowflake USER = new Snowflake(2);
    private static final Snowflake ROLE = new Snowflake(3);
    private static final Instant EARLIER = Instant.parse("2026-11-24T12:00:00Z");
    private static final Instant LATER = EARLIER.plusSeconds(1);

    private final TestPostgres postgres = TestPostgres.start();
    private final Database database = new Database(
            Settings.load(Map.of("DATABASE_URL", postgres.url()), DatabaseConfiguration::from),
            new DatabaseSettings("test", "eligibility", 1, 4),
            new SimpleMeterRegistry());
    private final OneRole discord = new OneRole();
    private final RoleGranter granter = new RoleGranter(database, discord, new SimpleMeterRegistry());

    @BeforeEach
    void migrate() throws Exception {
        database.awaitMigrated();
    }

    @AfterEach
    void stop() {
        database.close();
        postgres.close();
    }

    @Test
    void endsAsTheLaterDecisionSaysThoughTheEarlierOneReachesDiscordAfterIt() throws Exception {
        discord.meanwhile(() -> assertThat(granter.apply(change(false, LATER))).isEqualTo(Result.DONE));

        assertThat(granter.apply(change(true, EARLIER))).isEqualTo(Result.SUPERSEDED);

        assertThat(discord.asked()).containsExactly("remove", "add", "remove");
        assertThat(discord.held()).isFalse();
        assertThat(state()).contains(Grant.State.REMOVED);
        assertThat(audited()).containsExactly("ROLE_REMOVED");
    }

    @Test
    void givesTheRoleAgainThatALateRemovalHasTaken() throws Exception {
        granter.apply(change(true, EARLIER.minusSeconds(1)));
        discord.meanwhile(() -> assertThat(granter.apply(change(true, LATER))).isEqualTo(Result.DONE));

        assertThat(granter.apply(change(false, EARLIER))).isEqualTo(Result.SUPERSEDED);

        assertThat(discord.held()).isTrue();
        assertThat(state()).contains(Grant.State.GRANTED);
    }

    @Test
    void asksNothingForADecisionThatIsOlderThanTheOneThatStands() throws Exception {
        granter.apply(change(true, LATER));

        assertThat(granter.apply(change(false, EARLIER))).isEqualTo(Result.SUPERSEDED);

        assertThat(discord.asked()).containsExactly("add");
        assertThat(state()).contains(Grant.State.GRANTED);
    }

    @Test
    void goesOnFromWhatAWorkerLeftThatDiedBeforeItAskedDiscord() throws Exception {
        discord.dieBeforeItArrives();
        assertThatThrownBy(() -> granter.apply(change(true, EARLIER))).isInstanceOf(Death.class);
        assertThat(state()).contains(Grant.State.GRANTING);
        assertThat(discord.held()).isFalse();

        assertThat(granter.apply(change(true, LATER))).isEqualTo(Result.DONE);

        assertThat(discord.held()).isTrue();
        assertThat(state()).contains(Grant.State.GRANTED);
        assertThat(audited()).containsExactly("ROLE_GRANTED");
    }

    @Test
    void takesWhatAWorkerGaveThatDiedBeforeItCouldWriteSo() throws Exception {
        discord.dieAfterItArrived();
        assertThatThrownBy(() -> granter.apply(change(true, EARLIER))).isInstanceOf(Death.class);
        assertThat(discord.held()).isTrue();

        assertThat(granter.apply(change(false, LATER))).isEqualTo(Result.DONE);

        assertThat(discord.held()).isFalse();
        assertThat(state()).contains(Grant.State.REMOVED);
    }

    private static RoleChange change(boolean add, Instant decidedAt) {
        return new RoleChange(GUILD, USER, ROLE, add, decidedAt, "a reason");
    }

    private Optional<Grant.State> state() throws Exception {
        return database.transaction(handle -> GrantStore.of(handle, GUILD, List.of(USER)).stream()
                .map(Grant::state)
                .findFirst());
    }

    private List<String> audited() throws Exception {
        return database.transaction(handle -> handle.createQuery("SELECT action FROM audit ORDER BY id")
                .mapTo(String.class)
                .list());
    }

    /** That the worker's process ends. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Something that happens while a request is on its way. */
    @FunctionalInterface
    private interface Event {
        void happen() throws Exception;
    }

    /** One member's one role at Discord. */
    private static final class OneRole implements MemberRoleApi {
        private static final Event NOTHING = () -> {};

        private final List<String> asked = new ArrayList<>();
        private boolean held;
        private Event before = NOTHING;
        private Event after = NOTHING;

        void meanwhile(Event event) {
            before = event;
        }

        void dieBeforeItArrives() {
            before = () -> {
                throw new Death();
            };
        }

        void dieAfterItArrived() {
            after = () -> {
                throw new Death();
            };
        }

        boolean held() {
            return held;
        }

        List<String> asked() {
            return asked;
        }

        @Override
        public void add(Snowflake guild, Snowflake user, Snowflake role, String reason) {
            arrive("add", true);
        }

        @Override
        public void remove(Snowflake guild, Snowflake user, Snowflake role, String reason) {
            arrive("remove", false);
        }

        private void arrive(String request, boolean holds) {
            Event first = before;
            Event last = after;
            // Each happens once.
            before = NOTHING;
            after = NOTHING;
            happen(first);
            asked.add(request);
            held = holds;
            happen(last);
        }

        private static void happen(Event event) {
            try {
                event.happen();
            } catch (Exception unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }
}
