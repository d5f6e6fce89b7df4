package dev.jetcord.database;

import static java.util.Objects.requireNonNull;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.jetcord.common.gate.DependencyGate;
import dev.jetcord.common.gate.GateSettings;
import dev.jetcord.common.operations.Health;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A service's schema in PostgreSQL. It exists before the server does: {@link #awaitMigrated} waits for an absent server for
 * as long as it takes, and says so. Later outages open the {@link #gate}; the pool mends itself.
 *
 * <p>Thread-safe.
 */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    /** A dead server is noticed within this time; a connection that is not free within it is a failure. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** Of a handshake: one that is never answered holds up all other connections that the pool would open. */
    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(5);

    /** Of an idle connection before it is lent: one that has fallen silent must leave time to open another. */
    private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(1);
    /** Nothing that a service asks takes longer; a peer that vanished without a word would be waited for without end. */
    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration ANSWER_TIMEOUT = STATEMENT_TIMEOUT.plusSeconds(15);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(500);
    private static final int ATTEMPTS_BETWEEN_REMINDERS = 20;

    private final DatabaseConfiguration configuration;
    private final DatabaseSettings settings;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final DependencyGate gate;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String problem;
    private volatile boolean migrated;

    /** Prepares a pool; nothing is opened yet. */
    public Database(DatabaseConfiguration configuration, DatabaseSettings settings, MeterRegistry registry) {
        this.configuration = requireNonNull(configuration, "configuration");
        this.settings = requireNonNull(settings, "settings");
        this.problem = "not connected to PostgreSQL at " + configuration + " yet";
        this.pool = new HikariDataSource(pool(configuration, settings, registry));
        this.jdbi = Jdbi.create(pool)
                .registerArrayType(Long.class, "int8")
                .registerArrayType(Integer.class, "int4")
                .registerArrayType(Boolean.class, "bool")
                .registerArrayType(String.class, "text");
        this.gate = new DependencyGate(
                "database", GateSettings.DEFAULT, DatabaseFailures::isUnavailable, this::probe, registry);
    }

    /**
     * Waits until the server is there and the schema is the one that this build needs.
     *
     * @throws InterruptedException when interrupted, or closed meanwhile
     * @throws org.flywaydb.core.api.FlywayException when a migration fails, which trying again would not mend
     * @throws IllegalStateException when there are later migrations than the settings say, or the server refuses to answer
     */
    public void awaitMigrated() throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                int steps = SchemaMigration.apply(pool, settings.schema(), settings.version());
                migrated = true;
                log.info(
                        "schema {} of PostgreSQL at {} is up to date, {} migrations applied",
                        settings.schema(),
                        configuration,
                        steps);
                return;
            } catch (RuntimeException failed) {
                if (!DatabaseFailures.isPassing(failed)) {
                    throw failed;
                }
                report(attempt, failed);
            }
            if (closed.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("closed while waiting for PostgreSQL");
            }
        }
    }

    /**
     * Does something in one transaction, which is committed when it returns and rolled back when it throws.
     *
     * @throws dev.jetcord.common.gate.DependencyUnavailableException without a try, while the server is known to fail
     */
    public <T, X extends Exception> T transaction(HandleCallback<T, X> work) throws Exception {
        return gate.call(() -> jdbi.inTransaction(work));
    }

    /** Opens when the server fails, closes when it answers again; what goes by {@link #transaction} stands behind it. */
    public DependencyGate gate() {
        return gate;
    }

    /** The pool itself, past the gate. */
    public Jdbi jdbi() {
        return jdbi;
    }

    /** Whether the schema is there and the server has not failed lately. */
    public Health health() {
        return () -> {
            if (!migrated) {
                return Health.Status.unhealthy(problem);
            }
            return gate.isOpen()
                    ? Health.Status.unhealthy(
                            "PostgreSQL at " + configuration + " fails; it is probed until it answers")
                    : Health.Status.OK;
        };
    }

    /** Closes the pool, and ends a wait for the server. */
    @Override
    public void close() {
        closed.countDown();
        gate.close();
        pool.close();
    }

    private void probe() {
        jdbi.useHandle(handle -> handle.execute("SELECT 1"));
    }

    private void report(int attempt, RuntimeException failed) {
        problem = "PostgreSQL at " + configuration + " cannot be used; start it or correct DATABASE_URL";
        if (attempt % ATTEMPTS_BETWEEN_REMINDERS == 0) {
            log.warn(
                    "{} (waiting, tried {} times): {}",
                    problem,
                    attempt + 1,
                    rootOf(failed).getMessage());
        }
    }

    // The pool says only that it has no connection; why not is said further down.
    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    private static HikariConfig pool(
            DatabaseConfiguration configuration, DatabaseSettings settings, MeterRegistry registry) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(settings.schema());
        pool.setJdbcUrl(configuration.jdbcUrl());
        configuration.user().ifPresent(pool::setUsername);
        configuration.password().ifPresent(password -> pool.setPassword(password.reveal()));
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
        pool.setValidationTimeout(VALIDATION_TIMEOUT.toMillis());
        pool.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        // Whether the server is there is waited for by awaitMigrated, with a word about it.
        pool.setInitializationFailTimeout(-1);
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
        pool.addDataSourceProperty("ApplicationName", settings.service());
        pool.addDataSourceProperty("currentSchema", settings.schema());
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
        pool.addDataSourceProperty("loginTimeout", Long.toString(LOGIN_TIMEOUT.toSeconds()));
        pool.addDataSourceProperty("socketTimeout", Long.toString(ANSWER_TIMEOUT.toSeconds()));
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("options", "-c statement_timeout=" + STATEMENT_TIMEOUT.toMillis());
        configuration.parameters().forEach(pool::addDataSourceProperty);
        return pool;
    }
}
