package dev.jetcord.eligibility.sync;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.directory.MemberPage;
import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.messaging.consumer.Handler;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.messaging.consumer.RetryPolicy;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.check.Candidate;
import dev.jetcord.eligibility.check.MemberChecks;
import dev.jetcord.eligibility.check.MemberResult;
import dev.jetcord.eligibility.guild.Guilds;
import dev.jetcord.eligibility.sync.SyncRow.Counts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Checks a guild page by page, one message a page. Where it goes on stands in the database: a worker that dies leaves a message
 * that is delivered again, and at most one page is checked twice. Other guilds' pages come between. A page whose attempts are used
 * up, since the directory or the database was away for long, is published anew by {@link Syncs}.
 */
public final class SyncConsumer implements Handler<SyncTask> {
    /** A quarter of an hour in all. */
    public static final RetryPolicy RETRY = new RetryPolicy(19, Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** A page of which every member's role must change takes this long where Discord lets one change pass a second. */
    public static final Duration CAP = Duration.ofMinutes(30);

    private static final int PAGE = 1000;

    private final Database database;
    private final Guilds guilds;
    private final MemberChecks checks;
    private final SyncPublisher publisher;
    private final ProgressShow show;
    private final Counter pages;

    public SyncConsumer(
            Database database,
            Guilds guilds,
            MemberChecks checks,
            SyncPublisher publisher,
            ProgressShow show,
            MeterRegistry registry) {
        this.database = requireNonNull(database, "database");
        this.guilds = requireNonNull(guilds, "guilds");
        this.checks = requireNonNull(checks, "checks");
        this.publisher = requireNonNull(publisher, "publisher");
        this.show = requireNonNull(show, "show");
        this.pages = Counter.builder("jetcord.eligibility.sync.pages")
                .description("Pages of members, up to " + PAGE + " each, that syncs have checked")
                .register(registry);
    }

    @Override
    public Outcome handle(Received<SyncTask> message) throws Exception {
        Optional<SyncRow> found = database.transaction(
                handle -> SyncStore.find(handle, message.payload().syncId()));
        if (found.isEmpty() || found.get().finishedAt().isPresent()) {
            return Outcome.done();
        }
        SyncRow sync = found.get();
        if (sync.page() != message.payload().page()) {
            // Another delivery did the page, and may have died before it published the next.
            publisher.next(sync);
            return Outcome.done();
        }
        Optional<SyncRow> advanced = check(sync);
        if (advanced.isPresent()) {
            pages.increment();
            if (advanced.get().finishedAt().isEmpty()) {
                publisher.next(advanced.get());
            }
            show.show(advanced.get());
        }
        return Outcome.done();
    }

    private Optional<SyncRow> check(SyncRow sync) throws Exception {
        Optional<Long> total = sync.page() == 0 ? memberCount(sync.guild()) : Optional.empty();
        MemberPage page = guilds.members(sync.guild(), sync.after(), PAGE);
        List<MemberResult> results = checks.check(
                sync.guild(), page.members().stream().map(Candidate::of).toList());
        Counts counts = new Counts(
                results.size(),
                results.stream()
                        .mapToLong(result -> result.count(Change.GRANTED))
                        .sum(),
                results.stream()
                        .mapToLong(result -> result.count(Change.REMOVED))
                        .sum(),
                results.stream().filter(MemberResult::incomplete).count());
        return database.transaction(handle -> SyncStore.advance(handle, sync, counts, page.next(), total));
    }

    private Optional<Long> memberCount(Snowflake guild) throws Exception {
        Optional<DirectoryGuild> known = guilds.guild(guild);
        database.transaction(handle -> {
            SyncStore.present(handle, guild, known.isPresent());
            return true;
        });
        return known.map(DirectoryGuild::memberCount).map(Long::valueOf);
    }
}
