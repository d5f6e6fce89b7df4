package dev.jetcord.event.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.database.Database;
import dev.jetcord.event.Main;
import dev.jetcord.event.TestDirectory;
import dev.jetcord.event.directory.RandomWorld.Told;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestPostgres;
import dev.jetcord.testing.TestPublisher;
import dev.jetcord.testkit.ProvisionedNats;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An hour of random events, fifty a second, at speed: published in any order and some of them twice, to two worker processes on a real
 * stream and a real database, of which now and then one is killed and another begins. In the end the directory is
 * as the sandbox's world. Run it with {@code -Djetcord.directory.hour=true}; {@code -Djetcord.directory.seed=N} makes it another one.
 */
@EnabledIfSystemProperty(named = "jetcord.directory.hour", matches = "true")
class DirectoryHourTest {
    private static final Logger log = LoggerFactory.getLogger(DirectoryHourTest.class);
    private static final int EVENTS = 3600 * 50;
    private static final long SEED = Long.getLong("jetcord.directory.seed", 20_261_124L);
    private static final int WINDOW = 400;
    private static final int WINDOWS_BETWEEN_KILLS = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern EVENT = Pattern.compile("[a-z.]+\\.([a-z_]+)\\.v\\d+");

    private final Random random = new Random(SEED);
    /** Guarded by itself: the worker's requests for members come in while something happens. */
    private final RandomWorld world = new RandomWorld(random);

    private final ProvisionedNats nats = ProvisionedNats.start();
    private final TestPostgres postgres = TestPostgres.start();
    private final List<JavaProcess> workers = new ArrayList<>();
    private int published;
    private int twice;
    private int killed;
    private int restarted;
    private int requests;

    @BeforeEach
    void start() throws Exception {
        for (int i = 0; i < 2; i++) {
            workers.add(worker());
        }
        for (JavaProcess worker : workers) {
            worker.awaitReady();
        }
    }

    @AfterEach
    void stop() {
        workers.forEach(JavaProcess::close);
        nats.close();
        postgres.close();
    }

    @Test
    void endsAsTheWorldIs() throws Exception {
        long began = System.nanoTime();
        try (TestPublisher publisher = new TestPublisher(nats.server());
                RequestListener gateway = new RequestListener(nats.connection());
                Database database = TestDirectory.open(postgres)) {
            gateway.serve(Subjects.GATEWAY_MEMBERS, this::listMembers);
            for (int window = 1; published - twice < EVENTS; window++) {
                happen(publisher);
                if (window % WINDOWS_BETWEEN_KILLS == 0) {
                    fail(window / WINDOWS_BETWEEN_KILLS);
                }
            }
            long told = System.nanoTime();

            await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
                tell(publisher, take());
                assertThat(Pictures.of(database)).as("seed %s", SEED).isEqualTo(expected());
            });
            log.info(
                    "an hour of {} events, {} of them told twice, in {} s; as the world {} s later: {} guilds."
                            + " {} workers killed, {} restarts of PostgreSQL, {} lists of members asked for, seed {}",
                    published - twice,
                    twice,
                    Duration.ofNanos(told - began).toSeconds(),
                    Duration.ofNanos(System.nanoTime() - told).toSeconds(),
                    expected().size(),
                    killed,
                    restarted,
                    requests,
                    SEED);
        }
    }

    /** A window of events, in any order, one in ten of them twice. */
    private void happen(TestPublisher publisher) throws Exception {
        List<Told> window = new ArrayList<>();
        synchronized (world) {
            window.addAll(world.take());
            while (window.size() < WINDOW) {
                world.step();
                window.addAll(world.take());
            }
            Collections.shuffle(window, random);
        }
        tell(publisher, window);
        List<Told> again = window.subList(0, window.size() / 10);
        for (Told told : again) {
            publish(publisher, told, false);
        }
        twice += again.size();
    }

    /** Either of the workers is killed and another begins, or the database is. */
    private void fail(int time) throws Exception {
        if (time % 4 == 0) {
            postgres.kill();
            postgres.restart();
            restarted++;
            return;
        }
        int victim = time % workers.size();
        workers.get(victim).signal("KILL");
        workers.get(victim).close();
        workers.set(victim, worker());
        killed++;
    }

    private JavaProcess worker() throws Exception {
        return JavaProcess.start(
                Main.class, Map.of("NATS_URL", nats.url(), "DATABASE_URL", postgres.url(), "OPERATIONS_PORT", "0"));
    }

    /** As the bridge answers; the chunks come with the events after. */
    private Optional<byte[]> listMembers(byte[] body) {
        try {
            JsonNode asked = WireJson.read(body, JsonNode.class);
            long guild = Snowflake.parse(asked.path("guild_id").asText()).value();
            synchronized (world) {
                requests++;
                var answer = WireJson.MAPPER.createObjectNode();
                world.requestMembers(guild, asked.path("nonce").asText())
                        .ifPresent(problem -> answer.put("error", problem));
                return Optional.of(WireJson.write(answer));
            }
        } catch (InvalidMessageException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private List<Told> take() {
        synchronized (world) {
            return world.take();
        }
    }

    private Map<Long, String> expected() {
        synchronized (world) {
            return new TreeMap<>(Pictures.of(world.guilds()));
        }
    }

    private void tell(TestPublisher publisher, List<Told> events) throws Exception {
        for (Told told : events) {
            publish(publisher, told, true);
        }
    }

    /** @param once whether the stream may know a second copy by its id */
    private void publish(TestPublisher publisher, Told told, boolean once) throws Exception {
        Matcher event = EVENT.matcher(told.envelope().type());
        assertThat(event.matches()).isTrue();
        Map<String, String> headers = new TreeMap<>(told.envelope().headers());
        if (!once) {
            headers.remove(Headers.MESSAGE_ID);
        }
        Partition partition = Partition.of(told.envelope().guild().orElse(new Snowflake(0)));
        publisher.publish(
                Subjects.forDispatch(event.group(1).toUpperCase(Locale.ROOT), partition), headers, told.body());
        published++;
    }
}
