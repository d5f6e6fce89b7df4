package dev.jetcord.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.config.Settings;
import dev.jetcord.sandbox.nats.FaultyProxy;
import dev.jetcord.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL server behind a network that fails. */
class BrokenNetworkTest {
    /** Far below the 45 s after which a statement's answer is waited for no more. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private final TestPostgres postgres = TestPostgres.start();
    private final FaultyProxy proxy = new FaultyProxy(postgres.url());
    private final Database database = open();

    @BeforeEach
    void connected() throws Exception {
        database.awaitMigrated();
        assertThat(answers()).isTrue();
    }

    @AfterEach
    void stop() {
        database.close();
        proxy.close();
        postgres.close();
    }

    @Test
    void opensConnectionsAnewWhenTheirHandshakeIsNeverAnswered() {
        AtomicBoolean unanswered = new AtomicBoolean();
        proxy.swallowFromServer(piece -> {
            // Of its word on encryption, which comes first, the driver knows by itself that it is late.
            boolean handshake = !piece.equals("N");
            unanswered.compareAndSet(false, handshake);
            return handshake;
        });
        proxy.cut();
        await().until(() -> !answers() && unanswered.get());

        // What is said from now on arrives, but the handshake that is under way stays without its answer.
        proxy.heal();

        await().atMost(SOON).until(this::answers);
    }

    @Test
    void takesNewConnectionsForThoseThatHaveFallenSilent() throws Exception {
        CountDownLatch lost = new CountDownLatch(1);
        proxy.swallowFromClients(_ -> {
            lost.countDown();
            return true;
        });
        // It may wait for its answer to the end of the test, since nobody ever says that what it asked is lost.
        Thread.ofVirtual().start(this::answers);
        lost.await();

        proxy.heal();

        await().atMost(SOON).until(this::answers);
    }

    /** Past the gate, which would say for a while what it has found. */
    private boolean answers() {
        try {
            return database.jdbi()
                    .<Integer, RuntimeException>withHandle(handle ->
                            handle.createQuery("SELECT 1").mapTo(Integer.class).one())
                    .equals(1);
        } catch (RuntimeException failed) {
            assertThat(DatabaseFailures.isPassing(failed)).isTrue();
            return false;
        }
    }

    private Database open() {
        String url = postgres.url().replace(":" + URI.create(postgres.url()).getPort() + "/", ":" + proxy.port() + "/");
        return new Database(
                Settings.load(Map.of("DATABASE_URL", url), DatabaseConfiguration::from),
                new DatabaseSettings("test", "example", 1, 3),
                new SimpleMeterRegistry());
    }
}
