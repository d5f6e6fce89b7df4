package dev.jetcord.eligibility.sql;

import dev.jetcord.common.wire.Snowflake;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;

/** Ids as {@code bigint} by their bits, times as {@code timestamptz}. */
public final class Columns {
    private Columns() {}

    /** For {@code ANY} and {@code unnest}; bind it by {@link java.sql.Types#ARRAY}. */
    public static long[] ids(Collection<Snowflake> ids) {
        return ids.stream().mapToLong(Snowflake::value).toArray();
    }

    public static Snowflake id(ResultSet row, String column) throws SQLException {
        return new Snowflake(row.getLong(column));
    }

    public static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    public static Instant time(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    public static Optional<Instant> timeIfAny(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    public static Optional<Long> numberIfAny(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }
}
