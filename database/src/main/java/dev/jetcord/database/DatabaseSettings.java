package dev.jetcord.database;

import static java.util.Objects.requireNonNull;

/**
 * What a service wants of its database.
 *
 * @param service the service, as the server's own views show its connections
 * @param schema the one schema that it owns; its migrations are {@code db/migration/<schema>} on the class path
 * @param version of its latest migration; at least 1
 * @param connections at most, of which one stays open while nothing happens; at least 1
 */
public record DatabaseSettings(String service, String schema, int version, int connections) {
    public DatabaseSettings {
        requireNonNull(service, "service");
        requireNonNull(schema, "schema");
        if (version < 1) {
            throw new IllegalArgumentException(
                    "Migrations are numbered from 1, but the latest is said to be " + version);
        }
        if (connections < 1) {
            throw new IllegalArgumentException("A pool has at least 1 connection but has " + connections);
        }
    }
}
