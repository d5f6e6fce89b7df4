package dev.jetcord.event.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseFailures;
import dev.jetcord.event.TestDirectory;
import dev.jetcord.event.directory.RandomWorld.Told;
import dev.jetcord.event.reconcile.Reconciler;
import dev.jetcord.event.state.StateEvent;
import dev.jetcord.testing.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever happens, in whatever order and however often it is told to two instances that lose their connections and are
 * restarted, the directory ends as the sandbox's world is. {@code -Djetcord.directory.events=N} makes it as long as one likes,
 * {@code -Djetcord.directory.seed=N} repeats another run.
 */
class DirectoryPropertyTest {
    private static final Logger log = LoggerFactory.getLogger(DirectoryPropertyTest.class);
    private static final int EVENTS = Integer.getInteger("jetcord.directory.events", 6000);
    private static final long SEED = Long.getLong("jetcord.directory.seed", 20_261_124L);
    private static final int WINDOW = 400;
    private static final int MOST_IN_BATCH = 64;

    private final Random random = new Random(SEED);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RandomWorld world = new RandomWorld(random);
    private int delivered;
    private int cut;
    private int looks;

    @Test
    void endsAsTheWorldIsWhateverTheOrderAndNumberOfDeliveries() throws Exception {
        long began = System.nanoTime();
        try (TestPostgres postgres = TestPostgres.start()) {
            while (delivered < EVENTS) {
                try (Database one = TestDirectory.open(postgres);
                        Database other = TestDirectory.open(postgres)) {
                    one.awaitMigrated();
                    // Both are restarted after some windows.
                    for (int i = 0; i < 8 && delivered < EVENTS; i++) {
                        happen(one, postgres, List.of(one, other));
                    }
                }
            }
            try (Database last = TestDirectory.open(postgres)) {
                last.awaitMigrated();
                reconcile(last);
                compare(last);
            }
        } finally {
            threads.close();
        }
        log.info(
                "{} deliveries, {} batches cut off, seed {}, {}",
                delivered,
                cut,
                SEED,
                Duration.ofNanos(System.nanoTime() - began));
        assertThat(cut).isPositive();
    }

    /** A window of events: told in any order, some more than once, to either instance. */
    private void happen(Database reconciling, TestPostgres postgres, List<Database> instances) throws Exception {
        List<Told> window = new ArrayList<>(world.take());
        while (window.size() < WINDOW) {
            world.step();
            if (random.nextInt(40) == 0) {
                surviving(reconciling, reconciler(reconciling)::round);
            }
            window.addAll(world.take());
        }
        for (Told message : List.copyOf(window)) {
            if (random.nextInt(10) == 0) {
                window.add(message);
            }
        }
        Collections.shuffle(window, random);
        List<Callable<Void>> instancesWork = new ArrayList<>();
        int half = window.size() / 2;
        for (List<Told> part : List.of(window.subList(0, half), window.subList(half, window.size()))) {
            Database instance = instances.get(instancesWork.size());
            List<List<Told>> batches = batches(part);
            instancesWork.add(() -> {
                for (List<Told> batch : batches) {
                    deliver(instance, batch);
                }
                return null;
            });
        }
        List<Future<Void>> work = instancesWork.stream().map(threads::submit).toList();
        if (random.nextInt(3) == 0) {
            cutConnections(postgres);
        }
        for (Future<Void> done : work) {
            done.get();
        }
        delivered += window.size();
    }

    private List<List<Told>> batches(List<Told> messages) {
        List<List<Told>> batches = new ArrayList<>();
        int from = 0;
        while (from < messages.size()) {
            int to = Math.min(messages.size(), from + 1 + random.nextInt(MOST_IN_BATCH));
            batches.add(List.copyOf(messages.subList(from, to)));
            from = to;
        }
        return batches;
    }

    private void deliver(Database instance, List<Told> batch) throws Exception {
        DirectoryHandler handler = new DirectoryHandler(instance, guilds -> Map.of(), () -> {});
        List<Received<StateEvent>> messages = batch.stream().map(Told::received).toList();
        surviving(instance, () -> handler.handle(messages));
    }

    /** What fails is tried again, as the consumer does it. */
    private void surviving(Database instance, Callable<?> work) throws Exception {
        while (true) {
            try {
                work.call();
                return;
            } catch (DependencyUnavailableException away) {
                await().until(() -> !instance.gate().isOpen());
            } catch (Exception failed) {
                if (!DatabaseFailures.isPassing(failed)) {
                    throw failed;
                }
                synchronized (this) {
                    cut++;
                }
            }
        }
    }

    private static void cutConnections(TestPostgres postgres) throws SQLException {
        try (Connection connection = postgres.connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()
                    """);
        }
    }

    private Reconciler reconciler(Database database) {
        // So that no request waits for the time of another one that a new session made void.
        return new Reconciler(database, Set::of, world::requestMembers, new SimpleMeterRegistry(), this::later, random);
    }

    /** An hour later with each look. */
    private Instant later() {
        looks++;
        return world.clock().instant().plus(Duration.ofHours(looks));
    }

    private void reconcile(Database database) throws Exception {
        deliver(database, world.take());
        for (int i = 0; i < 100; i++) {
            reconciler(database).round();
            List<Told> chunks = world.take();
            if (chunks.isEmpty()) {
                return;
            }
            deliver(database, chunks);
        }
        throw new AssertionError("the members are never complete");
    }

    private void compare(Database database) throws Exception {
        assertThat(Pictures.of(database)).as("seed %s", SEED).isEqualTo(Pictures.of(world.guilds()));
        assertThat(database.<List<String>, RuntimeException>transaction(handle -> handle.createQuery(
                                "SELECT message_id FROM outbox GROUP BY message_id HAVING count(*) > 1")
                        .mapTo(String.class)
                        .list()))
                .as("causes that had their effect twice, seed %s", SEED)
                .isEmpty();
    }
}
