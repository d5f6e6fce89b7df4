package dev.jetcord.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings a schema to what a build needs, by Flyway. Instances that start side by side wait for one another. */
final class SchemaMigration {
    private SchemaMigration() {}

    /**
     * Applies what is missing.
     *
     * @return how many migrations were applied
     */
    static int apply(DataSource dataSource, String schema) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/migration/" + schema)
                .failOnMissingLocations(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
