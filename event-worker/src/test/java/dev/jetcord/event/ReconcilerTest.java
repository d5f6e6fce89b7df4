package dev.jetcord.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.event.reconcile.Reconciler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which guilds' members are asked for, and when, from a real PostgreSQL database. */
class ReconcilerTest {
    private static final long FIRST = 1L << 22;
    private static final long RULED = 2L << 22;

    private final TestDirectory directory;
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Long> requested = new ArrayList<>();
    private final List<String> nonces = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();
    private Instant now = TestDirectory.START;
    private Reconciler reconciler;

    ReconcilerTest() throws Exception {
        directory = new TestDirectory();
        reconciler = reconciler();
    }

    @BeforeEach
    void twoGuildsOfWhichOneHasRules() throws Exception {
        for (long guild : List.of(FIRST, RULED)) {
            directory.feed(TestDirectory.event("GUILD_CREATE", 1, guild, """
                    {'id':'%d','name':'Home','owner_id':'7','joined_at':'2020-01-01T00:00:00Z','member_count':9,'roles':[]}
                    """.formatted(guild)));
        }
    }

    @AfterEach
    void close() {
        directory.close();
    }

    @Test
    void asksForOneGuildOfAShardAtATimeAndForThoseWithRulesFirst() throws Exception {
        assertThat(reconciler.round()).isLessThan(Duration.ofSeconds(1));
        reconciler.round();
        assertThat(requested).containsExactly(RULED);
        assertThat(incomplete("true")).isEqualTo(1);
        assertThat(incomplete("false")).isEqualTo(1);

        complete(RULED, nonces.getFirst());
        reconciler.round();
        assertThat(requested).containsExactly(RULED, FIRST);
        assertThat(incomplete("true")).isZero();

        complete(FIRST, nonces.getLast());
        assertThat(reconciler.round()).isGreaterThan(Duration.ofSeconds(1));
        assertThat(requested).hasSize(2);
    }

    @Test
    void anotherInstanceGoesOnWhereOneHasDied() throws Exception {
        reconciler.round();

        reconciler = reconciler();
        reconciler.round();
        assertThat(requested).containsExactly(RULED);
        now = now.plusSeconds(61);
        reconciler.round();

        assertThat(requested).containsExactly(RULED, RULED);
        assertThat(nonces)
                .doesNotHaveDuplicates()
                .allSatisfy(nonce -> assertThat(nonce).hasSizeLessThanOrEqualTo(32));
    }

    @Test
    void asksAgainSoonAfterARefusal() throws Exception {
        refusal = Optional.of("shard 0 has no session just now; try again");
        reconciler.round();
        refusal = Optional.empty();
        reconciler.round();
        assertThat(requested).hasSize(1);

        now = now.plusSeconds(6);
        reconciler.round();

        assertThat(requested).containsExactly(RULED, RULED);
        assertThat(registry.get("jetcord.directory.member.refusals").counter().count())
                .isEqualTo(1);
    }

    private Reconciler reconciler() {
        registry.clear();
        return new Reconciler(
                directory.database(),
                () -> Set.of(RULED),
                (guild, nonce) -> {
                    requested.add(guild);
                    nonces.add(nonce);
                    return refusal;
                },
                registry,
                () -> now,
                new Random(requested.size()));
    }

    private void complete(long guild, String nonce) throws Exception {
        directory.feed(TestDirectory.event(
                "GUILD_MEMBERS_CHUNK", 2, guild, """
                {'guild_id':'%d','nonce':'%s','chunk_index':0,'chunk_count':1,'members':[%s]}
                """.formatted(guild, nonce, TestDirectory.member(7))));
    }

    private double incomplete(String rules) {
        return registry.get("jetcord.directory.guilds.incomplete")
                .tag("rules", rules)
                .gauge()
                .value();
    }
}
