package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.config.Settings;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseConfiguration;
import dev.jetcord.database.DatabaseSettings;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Role;
import dev.jetcord.sandbox.world.User;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestPostgres;
import dev.jetcord.testkit.ProvisionedNats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.crypto.Keys;

/**
 * Checks a guild of 100,000 members with 20,000 wallets by a worker process that is killed half-way, and prints what it took. Run
 * it with {@code -Djetcord.benchmark.sync=true}.
 */
@EnabledIfSystemProperty(named = "jetcord.benchmark.sync", matches = "true")
class SyncBenchmarkTest {
    private static final Logger log = LoggerFactory.getLogger(SyncBenchmarkTest.class);
    private static final int MEMBERS = 100_000;
    private static final int WALLETS = 20_000;
    private static final int HOLDERS = 30;
    private static final int PAGE = 1000;
    private static final int BATCH = 100;
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E]+)");

    @Test
    void checksAHundredThousandMembersAcrossAKill() throws Exception {
        try (ProvisionedNats nats = ProvisionedNats.start();
                TestPostgres postgres = TestPostgres.start();
                SandboxDiscord sandbox =
                        SandboxDiscord.start(SandboxSettings.forTests().withoutGuilds());
                Database database = new Database(
                        Settings.load(Map.of("DATABASE_URL", postgres.url()), DatabaseConfiguration::from),
                        new DatabaseSettings("test", "eligibility", 1, 2),
                        new SimpleMeterRegistry())) {
            database.awaitMigrated();
            Guild guild = sandbox.world().createGuild(OptionalLong.empty(), "Large", people());
            Role role = sandbox.world().createRole(guild, "Holder", 0);
            ServedDirectory.serve(nats.connection(), new SandboxGuilds(sandbox.world()));
            fill(database, sandbox, guild, role);
            Map<String, String> environment = Map.of(
                    "NATS_URL", nats.url(),
                    "DATABASE_URL", postgres.url(),
                    "DISCORD_TOKEN", sandbox.token(),
                    "DISCORD_API_URL", sandbox.apiUrl().toString(),
                    "CHAINS",
                            "[{\"name\": \"sandbox\", \"chain_id\": 777777, \"batch\": " + BATCH
                                    + ", \"endpoints\": [\"" + sandbox.url() + "/rpc/sandbox\"]}]",
                    "OPERATIONS_PORT", "0",
                    "JAVA_TOOL_OPTIONS", "-Xmx256m");
            AtomicLong peak = new AtomicLong();

            long began = System.nanoTime();
            try (JavaProcess first = JavaProcess.start(Main.class, environment)) {
                awaitChecked(database, first, peak, MEMBERS / 2);
                first.signal("KILL");
                assertThat(first.exitCode()).isNotZero();
            }
            long killed = System.nanoTime();
            try (JavaProcess second = JavaProcess.start(Main.class, environment)) {
                awaitChecked(database, second, peak, MEMBERS);
            }
            long ended = System.nanoTime();

            long granted = guild.members().stream()
                    .filter(member -> member.roles().contains(role.id()))
                    .count();
            long requests = sandbox.chains().first().requests();
            log.info(
                    "{} members, {} wallets: {} s to the kill, {} s after it (30 s of which NATS waits for the dead worker);"
                            + " {} of {} roles given; {} RPC requests with {} calls; peak heap {} MiB of 256",
                    MEMBERS,
                    WALLETS,
                    Duration.ofNanos(killed - began).toSeconds(),
                    Duration.ofNanos(ended - killed).toSeconds(),
                    granted,
                    HOLDERS,
                    requests,
                    sandbox.chains().first().calls(),
                    peak.get() >> 20);
            assertThat(granted).isEqualTo(HOLDERS);
            // A batch holds so many wallets; the block is looked up once a page; the page of
            // the kill is read twice; each process asks for the chain's id.
            long pages = (MEMBERS + PAGE) / PAGE + 1;
            long balances = pages * ((WALLETS * PAGE / MEMBERS + BATCH - 1) / BATCH);
            assertThat(requests).isLessThanOrEqualTo(balances + 2 * pages + 20);
        }
    }

    private static List<User> people() {
        long first = 1_000_000_000_000_000_000L;
        return IntStream.range(0, MEMBERS)
                .mapToObj(i -> new User(first + i, "m" + i, "m" + i, false))
                .toList();
    }

    private static String wallet(int number) {
        return Keys.toChecksumAddress(
                "0x%040x".formatted(BigInteger.valueOf(number).add(BigInteger.TWO.pow(150))));
    }

    /** Every fifth member has a wallet; a few of those hold enough. */
    private static void fill(Database database, SandboxDiscord sandbox, Guild guild, Role role) throws Exception {
        List<Long> members = guild.members().stream()
                .filter(member -> !member.user().bot())
                .map(member -> member.user().id())
                .toList();
        Map<String, BigInteger> coins = new HashMap<>();
        List<String> addresses = new ArrayList<>();
        List<Long> users = new ArrayList<>();
        for (int i = 0; i < WALLETS; i++) {
            addresses.add(wallet(i));
            users.add(members.get(i * (MEMBERS / WALLETS)));
            if (i % (WALLETS / HOLDERS) == 0 && coins.size() < HOLDERS) {
                coins.put(wallet(i), BigInteger.TEN);
            }
        }
        sandbox.chains().first().setCoins(coins);
        sandbox.chains().first().mine(10);
        database.transaction(handle -> {
            var batch = handle.prepareBatch("INSERT INTO wallets (address, user_id) VALUES (:address, :user)");
            for (int i = 0; i < WALLETS; i++) {
                batch.bind("address", addresses.get(i))
                        .bind("user", users.get(i))
                        .add();
            }
            batch.execute();
            handle.execute(
                    "INSERT INTO rules (guild_id, name, role_id, expression) VALUES (?, 'coins', ?, ?)",
                    guild.id(),
                    role.id(),
                    "{\"type\": \"native_balance\", \"chain\": \"sandbox\", \"minimum\": \"10\"}");
            handle.execute("INSERT INTO guilds (guild_id, next_sync_at) VALUES (?, now())", guild.id());
            return true;
        });
    }

    private static void awaitChecked(Database database, JavaProcess worker, AtomicLong peak, long members) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    Matcher heap = HEAP.matcher(worker.get("/metrics").body());
                    long used = 0;
                    while (heap.find()) {
                        used += (long) Double.parseDouble(heap.group(1));
                    }
                    peak.accumulateAndGet(used, Math::max);
                    return database.transaction(
                                    handle -> handle.createQuery("SELECT coalesce(sum(checked), 0) FROM syncs")
                                            .mapTo(Long.class)
                                            .one())
                            >= members;
                });
    }
}
