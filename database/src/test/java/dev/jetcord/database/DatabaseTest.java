package dev.jetcord.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.testing.TestPostgres;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL server. */
class DatabaseTest {
    /** Of calls side by side, at which the gate opens. */
    private static final int ENOUGH_FAILURES = 12;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final TestPostgres postgres = TestPostgres.start();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @AfterEach
    void stop() {
        postgres.restart();
        postgres.close();
        threads.close();
    }

    @Test
    void makesItsSchemaOnceHoweverManyInstancesStart() throws Exception {
        try (Database first = open("example");
                Database second = open("example")) {
            CompletableFuture<Void> other = CompletableFuture.runAsync(() -> awaitMigrated(second));
            first.awaitMigrated();
            other.join();

            first.<Integer, RuntimeException>transaction(
                    handle -> handle.execute("INSERT INTO thing VALUES (1, 'kept')"));

            assertThat(name(second)).isEqualTo("kept");
            assertThat(first.health().check().healthy()).isTrue();
            assertThat(registry.scrape()).contains("hikaricp_connections{pool=\"example\"}");
        }
    }

    @Test
    void waitsForAServerThatIsAbsentAndSaysSo() throws Exception {
        postgres.stop();
        try (Database database = open("example")) {
            CompletableFuture<Void> migrated = CompletableFuture.runAsync(() -> awaitMigrated(database));

            await().untilAsserted(() -> assertThat(database.health().check().message())
                    .contains("cannot be used; start it or correct DATABASE_URL")
                    .doesNotContain("jetcord:jetcord"));
            postgres.restart();

            migrated.join();
            assertThat(database.health().check().healthy()).isTrue();
        }
    }

    @Test
    void stopsWaitingWhenClosed() throws Exception {
        postgres.stop();
        Database database = open("example");
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                database.awaitMigrated();
            } catch (InterruptedException closed) {
                interrupted.countDown();
            }
        });

        await().until(() -> database.health().check().message().contains("cannot be used"));
        database.close();

        interrupted.await();
        waiting.join();
    }

    @Test
    void doesNotWaitForAMigrationThatCanNeverSucceed() {
        try (Database database = open("absent")) {
            assertThatThrownBy(() -> awaitMigrated(database))
                    .isInstanceOf(FlywayException.class)
                    .hasMessageContaining("db/migration/absent");
        }
    }

    @Test
    void asksFlywayForNothingWhenAllIsApplied() throws Exception {
        try (Database earlier = open("example")) {
            earlier.awaitMigrated();
            // Flyway would refuse it: its file says otherwise.
            earlier.<Integer, RuntimeException>transaction(
                    handle -> handle.execute("UPDATE flyway_schema_history SET checksum = 1 WHERE version = '1'"));
        }
        try (Database later = open("example")) {
            later.awaitMigrated();

            assertThat(later.health().check().healthy()).isTrue();
        }
    }

    @Test
    void asksFlywayWhenSomethingHasFailed() throws Exception {
        try (Database earlier = open("example")) {
            earlier.awaitMigrated();
            earlier.<Integer, RuntimeException>transaction(
                    handle -> handle.execute("UPDATE flyway_schema_history SET success = false WHERE version = '1'"));
        }
        try (Database later = open("example")) {
            assertThatThrownBy(() -> awaitMigrated(later)).isInstanceOf(FlywayException.class);
        }
    }

    @Test
    void refusesAMigrationThatTheSettingsDoNotKnowOf() {
        try (Database database = open("grown", 1)) {
            assertThatThrownBy(() -> awaitMigrated(database))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("schema grown has a migration 2, but its DatabaseSettings say that 1 is the latest");
        }
    }

    @Test
    void bringsASchemaOfAnEarlierBuildFurtherAndBearsWithALaterOne() throws Exception {
        try (Database grown = open("grown", 2)) {
            grown.awaitMigrated();

            assertThat(applied(grown)).isEqualTo(2);
        }
        try (Database earlier = open("grown", 1)) {
            earlier.awaitMigrated();

            assertThat(earlier.health().check().healthy()).isTrue();
        }
        try (Database grown = open("grown", 2)) {
            grown.<Integer, RuntimeException>transaction(handle ->
                    handle.execute("DELETE FROM flyway_schema_history WHERE version = '2'; DROP TABLE later"));
        }
        try (Database grown = open("grown", 2)) {
            grown.awaitMigrated();

            assertThat(applied(grown)).isEqualTo(2);
        }
    }

    @Test
    void losesNothingAndMendsItselfWhenTheServerIsRestarted() throws Exception {
        try (Database database = open("example")) {
            database.awaitMigrated();
            database.<Integer, RuntimeException>transaction(
                    handle -> handle.execute("INSERT INTO thing VALUES (1, 'kept')"));

            postgres.kill();
            List<CompletableFuture<Exception>> calls = IntStream.range(0, ENOUGH_FAILURES)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> failure(database), threads))
                    .toList();
            calls.forEach(CompletableFuture::join);
            assertThat(database.gate().isOpen()).isTrue();
            assertThat(failure(database)).isInstanceOf(DependencyUnavailableException.class);
            assertThat(database.health().check().message()).contains("it is probed until it answers");
            postgres.restart();

            await().until(() -> !database.gate().isOpen());
            assertThat(name(database)).isEqualTo("kept");
        }
    }

    @Test
    void rollsBackWhatFails() throws Exception {
        try (Database database = open("example")) {
            database.awaitMigrated();

            assertThatThrownBy(() -> database.<Integer, RuntimeException>transaction(handle -> {
                        handle.execute("INSERT INTO thing VALUES (1, 'not kept')");
                        return handle.execute("INSERT INTO thing VALUES (1, 'twice')");
                    }))
                    .satisfies(wrong ->
                            assertThat(DatabaseFailures.isPassing(wrong)).isFalse());

            assertThat(database.jdbi()
                            .<Long, RuntimeException>withHandle(
                                    handle -> handle.createQuery("SELECT count(*) FROM thing")
                                            .mapTo(Long.class)
                                            .one()))
                    .isZero();
        }
    }

    private Database open(String schema) {
        return open(schema, 1);
    }

    private Database open(String schema, int version) {
        DatabaseConfiguration configuration =
                Settings.load(Map.of("DATABASE_URL", postgres.url()), DatabaseConfiguration::from);
        return new Database(configuration, new DatabaseSettings("test", schema, version, 3), registry);
    }

    private static int applied(Database database) throws Exception {
        return database.<Integer, RuntimeException>transaction(
                handle -> handle.createQuery("SELECT max(version::int) FROM flyway_schema_history")
                        .mapTo(Integer.class)
                        .one());
    }

    private static String name(Database database) throws Exception {
        return database.<String, RuntimeException>transaction(handle ->
                handle.createQuery("SELECT name FROM thing").mapTo(String.class).one());
    }

    private static Exception failure(Database database) {
        try {
            name(database);
            return new IllegalStateException("it did not fail");
        } catch (Exception failed) {
            return failed;
        }
    }

    private static void awaitMigrated(Database database) {
        try {
            database.awaitMigrated();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException(interrupted);
        }
    }
}
