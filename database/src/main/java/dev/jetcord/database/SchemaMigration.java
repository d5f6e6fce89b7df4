package dev.jetcord.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings a schema to what a build needs, by Flyway. Instances that start side by side wait for one another. Where the schema
 * has all that the build needs, Flyway is not even loaded: its checks would take as long as the rest of a worker's start.
 */
final class SchemaMigration {
    // PostgreSQL documentation, appendix A.
    private static final String UNDEFINED_TABLE = "42P01";

    // A later build may have brought the schema further, which an earlier one bears with.
    private static final String IS_APPLIED =
            "SELECT coalesce(bool_and(success) AND bool_or(version = ?), false) FROM flyway_schema_history";

    private SchemaMigration() {}

    /**
     * Applies what is missing.
     *
     * @param dataSource whose connections look into the schema first
     * @param version the latest of its migrations
     * @return how many migrations were applied
     * @throws IllegalStateException when the class path holds later migrations than {@code version}, or the server fails
     */
    static int apply(DataSource dataSource, String schema, int version) {
        if (isApplied(dataSource, version)) {
            return 0;
        }
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/migration/" + schema)
                .failOnMissingLocations(true)
                .load();
        requireLatest(flyway, schema, version);
        return flyway.migrate().migrationsExecuted;
    }

    private static boolean isApplied(DataSource dataSource, int version) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement question = connection.prepareStatement(IS_APPLIED)) {
            question.setString(1, Integer.toString(version));
            try (ResultSet answer = question.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException failed) {
            if (UNDEFINED_TABLE.equals(failed.getSQLState())) {
                return false;
            }
            throw new IllegalStateException("which migrations were applied cannot be read", failed);
        }
    }

    // Otherwise a migration that was added without raising the version would never be applied.
    private static void requireLatest(Flyway flyway, String schema, int version) {
        MigrationVersion latest = MigrationVersion.fromVersion(Integer.toString(version));
        Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState().isResolved() && migration.isVersioned())
                .map(MigrationInfo::getVersion)
                .filter(found -> found.isNewerThan(latest))
                .findAny()
                .ifPresent(later -> {
                    throw new IllegalStateException(
                            "schema %s has a migration %s, but its DatabaseSettings say that %s is the latest"
                                    .formatted(schema, later, latest));
                });
    }
}
