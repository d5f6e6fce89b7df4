package dev.jetcord.event.reconcile;

import static java.util.Objects.requireNonNull;

import dev.jetcord.database.Database;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the members of each guild read of which events may have been missed: after a session began or was lost, and of a guild
 * that is new. Guilds with rules come first. What is still to do stands in the database, so that any instance goes on with
 * it; the chunks come as events and are applied as such.
 *
 * <p>A shard has one request under way at a time, and at most 100 in a minute, of the 120 that it may send in all (Discord,
 * "Rate Limiting" of the gateway). Not thread-safe: one thread runs the rounds.
 */
public final class Reconciler {
    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    /** Between requests of one shard. */
    private static final Duration PACE = Duration.ofMillis(600);

    private static final Duration WHEN_IDLE = Duration.ofSeconds(2);
    /** Longer than the 30 s in which all members of a guild may be asked for once. Each chunk that comes begins it anew. */
    private static final Duration ANSWER_TIME = Duration.ofSeconds(60);

    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(5);

    private static final String INCOMPLETE = """
            (seen_epoch, seen_sequence) > (left_epoch, left_sequence)
                AND ((members_epoch, members_sequence) <= (stale_epoch, stale_sequence)
                    OR (members_epoch, members_sequence) <= (left_epoch, left_sequence))
            """;

    private static final String CLAIM = """
            WITH incomplete AS MATERIALIZED (
                SELECT id, shard_count, shard_id, requested_at FROM guild WHERE available AND %s),
            next AS (
                SELECT DISTINCT ON (shard_count, shard_id) id FROM incomplete
                WHERE NOT EXISTS (SELECT 1 FROM incomplete AS other
                    WHERE other.shard_count = incomplete.shard_count AND other.shard_id = incomplete.shard_id
                        AND other.requested_at >= :before)
                ORDER BY shard_count, shard_id, id = ANY (:ruled) DESC, requested_at NULLS FIRST, id)
            UPDATE guild SET request_nonce = :prefix || to_hex(guild.id), requested_at = :now, request_epoch = 0,
                request_sequence = 0, request_chunks = '{}'
            FROM next WHERE guild.id = next.id AND (guild.requested_at IS NULL OR guild.requested_at < :before)
            RETURNING guild.id, guild.request_nonce
            """.formatted(INCOMPLETE);

    private static final String GIVE_BACK = """
            UPDATE guild SET request_nonce = NULL, requested_at = :again WHERE id = :guild AND request_nonce = :nonce
            """;

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE id = ANY (:ruled)) AS ruled, count(*) AS every FROM guild WHERE %s
            """.formatted(INCOMPLETE);

    private final Database database;
    private final RuledGuilds ruledGuilds;
    private final MemberSource source;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Counter requests;
    private final Counter refusals;
    private volatile Progress progress = new Progress(0, 0);
    private Optional<String> refusal = Optional.empty();

    public Reconciler(
            Database database,
            RuledGuilds ruledGuilds,
            MemberSource source,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random) {
        this.database = requireNonNull(database, "database");
        this.ruledGuilds = requireNonNull(ruledGuilds, "ruledGuilds");
        this.source = requireNonNull(source, "source");
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
        this.requests = counter("jetcord.directory.member.requests", "Requests for all members of a guild", registry);
        this.refusals = counter(
                "jetcord.directory.member.refusals",
                "Requests that the gateway did not take; they are made again",
                registry);
        gauge("true", "ruled", registry);
        gauge("false", "unruled", registry);
    }

    /**
     * Asks for the members of at most one guild a shard.
     *
     * @return how long to wait before the next round
     */
    public Duration round() throws Exception {
        Set<Long> ruled = ruledGuilds.get();
        Instant now = clock.instant();
        progress = database.<Progress, RuntimeException>transaction(handle -> handle.createQuery(COUNT)
                .bindArray("ruled", Long.class, ruled)
                .map((row, context) -> new Progress(row.getLong("ruled"), row.getLong("every") - row.getLong("ruled")))
                .one());
        if (progress.ruled() + progress.unruled() == 0) {
            return WHEN_IDLE;
        }
        // 16 digits and at most 16 of the guild: the 32 bytes that a nonce may have.
        String prefix = "%016x".formatted(random.nextLong());
        List<Claim> claims = database.<List<Claim>, RuntimeException>transaction(handle -> handle.createQuery(CLAIM)
                .bindArray("ruled", Long.class, ruled)
                .bind("prefix", prefix)
                .bind("now", now)
                .bind("before", now.minus(ANSWER_TIME))
                .map((row, context) -> new Claim(row.getLong("id"), row.getString("request_nonce")))
                .list());
        for (Claim claim : claims) {
            request(claim, now);
        }
        return PACE;
    }

    private void request(Claim claim, Instant now) throws Exception {
        requests.increment();
        Optional<String> problem = source.request(claim.guild(), claim.nonce());
        if (problem.isPresent()) {
            refusals.increment();
            database.<Integer, RuntimeException>transaction(handle -> handle.createUpdate(GIVE_BACK)
                    .bind("guild", claim.guild())
                    .bind("nonce", claim.nonce())
                    .bind("again", now.minus(ANSWER_TIME).plus(AFTER_REFUSAL))
                    .execute());
        }
        if (!problem.equals(refusal)) {
            problem.ifPresentOrElse(
                    why -> log.warn("the members of guilds cannot be read now: {}", why),
                    () -> log.info("the members of guilds are read again"));
            refusal = problem;
        }
    }

    private void gauge(String rules, String which, MeterRegistry registry) {
        Gauge.builder(
                        "jetcord.directory.guilds.incomplete",
                        this,
                        it -> which.equals("ruled") ? it.progress.ruled() : it.progress.unruled())
                .description("Guilds whose members are still to be read")
                .tag("rules", rules)
                .register(registry);
    }

    private static Counter counter(String name, String description, MeterRegistry registry) {
        return Counter.builder(name).description(description).register(registry);
    }

    /** The guilds that have rules. */
    @FunctionalInterface
    public interface RuledGuilds {
        Set<Long> get() throws Exception;
    }

    /** Guilds that are still to be read, with rules and without. */
    private record Progress(long ruled, long unruled) {}

    private record Claim(long guild, String nonce) {}
}
