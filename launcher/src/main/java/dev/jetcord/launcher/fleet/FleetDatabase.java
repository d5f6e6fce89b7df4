package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.SecretFile;
import dev.jetcord.postgres.PostgresCluster;
import dev.jetcord.postgres.PostgresPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Which PostgreSQL the workers of a fleet use. */
sealed interface FleetDatabase {
    /** What the workers are told: {@code DATABASE_URL}, or {@code DATABASE_URL_FILE}. A secret. */
    Map<String, String> settings();

    /** One that is not ours to start. */
    record External(Map<String, String> settings) implements FleetDatabase {
        public External {
            settings = Map.copyOf(settings);
        }

        @Override
        public String toString() {
            return "external PostgreSQL";
        }
    }

    /** One of the fleet's own, with its data in the home. */
    record Own(PostgresCluster cluster, String password, int port) implements FleetDatabase {
        private static final int PASSWORD_BYTES = 24;

        public Own {
            requireNonNull(cluster, "cluster");
            requireNonNull(password, "password");
        }

        /**
         * Unpacks the programs and sets up the data, unless that was done before.
         *
         * @param programs where unpacked programs are kept
         * @param random must be cryptographically strong
         */
        static Own prepare(Home home, Path programs, int port, RandomGenerator random) throws IOException {
            String password =
                    new SecretFile(home.postgresPassword()).get(() -> SecretFile.randomText(PASSWORD_BYTES, random));
            var cluster = new PostgresCluster(PostgresPrograms.unpack(programs), home.postgres());
            cluster.initialise(password);
            return new Own(cluster, password, port);
        }

        @Override
        public Map<String, String> settings() {
            return Map.of("DATABASE_URL", PostgresCluster.url(password, port, PostgresCluster.DATABASE));
        }

        @Override
        public String toString() {
            return "PostgreSQL on port " + port;
        }
    }
}
