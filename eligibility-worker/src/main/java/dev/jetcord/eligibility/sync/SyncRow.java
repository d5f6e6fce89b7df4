package dev.jetcord.eligibility.sync;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.Answers.SyncProgress;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.sql.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A sync as it stands.
 *
 * @param page how many pages are done
 * @param after the last user of them
 * @param interaction whose original response shows the progress
 */
record SyncRow(
        long id,
        Snowflake guild,
        Instant startedAt,
        Optional<Instant> finishedAt,
        int page,
        Optional<Snowflake> after,
        Optional<Long> total,
        Counts counts,
        Optional<Snowflake> interaction,
        Optional<String> token) {
    SyncRow {
        requireNonNull(guild, "guild");
        requireNonNull(startedAt, "startedAt");
        requireNonNull(counts, "counts");
    }

    /** Members checked and unknown, roles granted and removed. */
    record Counts(long checked, long granted, long removed, long unknown) {
        Counts plus(Counts other) {
            return new Counts(
                    checked + other.checked, granted + other.granted, removed + other.removed, unknown + other.unknown);
        }
    }

    static SyncRow read(ResultSet row) throws SQLException {
        return new SyncRow(
                row.getLong("id"),
                Columns.id(row, "guild_id"),
                Columns.time(row, "started_at"),
                Columns.timeIfAny(row, "finished_at"),
                row.getInt("page"),
                Columns.numberIfAny(row, "after_user").map(Snowflake::new),
                Columns.numberIfAny(row, "total"),
                new Counts(
                        row.getLong("checked"), row.getLong("granted"), row.getLong("removed"), row.getLong("unknown")),
                Columns.numberIfAny(row, "interaction_id").map(Snowflake::new),
                Optional.ofNullable(row.getString("interaction_token")));
    }

    SyncProgress progress(List<String> problems) {
        return new SyncProgress(
                startedAt,
                counts.checked(),
                total,
                counts.granted(),
                counts.removed(),
                counts.unknown(),
                finishedAt,
                problems);
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "sync " + id + " of guild " + guild + ", page " + page;
    }
}
