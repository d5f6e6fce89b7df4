package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.discord.SharedRestBudget;
import dev.jetcord.common.eligibility.Answers;
import dev.jetcord.common.eligibility.EligibilityClient;
import dev.jetcord.common.eligibility.EligibilityReply;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.BaseNatsConsumer;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseConfiguration;
import dev.jetcord.database.DatabaseSettings;
import dev.jetcord.eligibility.chain.Chains;
import dev.jetcord.eligibility.chain.ChainsConfiguration;
import dev.jetcord.eligibility.chain.RuleAdmission;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.chain.StubChain;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Role;
import dev.jetcord.sandbox.world.User;
import dev.jetcord.testing.TestPostgres;
import dev.jetcord.testkit.ProvisionedNats;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.web3j.crypto.Credentials;

/** The worker in this process, with real NATS, PostgreSQL, and the sandbox as Discord and chain. */
final class RunningWorker implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final SandboxDiscord sandbox;
    final StubChain chain;
    final Guild guild;
    final Role role;
    final TestPostgres postgres = TestPostgres.start();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final EligibilityClient client;
    final NatsConnection nats;
    final UnsteadyGuilds directory;
    final Database database;
    private final ProvisionedNats server = ProvisionedNats.start();
    private final AtomicInteger messages = new AtomicInteger();
    private final DiscordRest discord;
    private final Chains chains;
    private final EligibilityWorker worker;

    /** With the sandbox's chain, named {@code sandbox}. */
    RunningWorker() throws Exception {
        this(Optional.empty());
    }

    /** With another chain, named {@code test}. */
    RunningWorker(URI endpoint, long chainId) throws Exception {
        this(Optional.of(chain("test", chainId, endpoint)));
    }

    private RunningWorker(Optional<String> chainsJson) throws Exception {
        this.sandbox = SandboxDiscord.start(SandboxSettings.forTests());
        this.chain = sandbox.chains().first();
        this.guild = sandbox.world().createGuild(OptionalLong.empty(), "Holders", List.of());
        this.role = sandbox.world().createRole(guild, "Holder", 0);
        this.nats = server.connection();
        this.database = new Database(
                Settings.load(Map.of("DATABASE_URL", postgres.url()), DatabaseConfiguration::from),
                new DatabaseSettings("test", "eligibility", 1, 8),
                meters);
        database.awaitMigrated();
        this.discord = new DiscordRest(
                new DiscordConfiguration(
                        sandbox.apiUrl(), new Secret(sandbox.token()), new Snowflake(sandbox.applicationId())),
                meters,
                InstantSource.system(),
                RandomGenerator.getDefault());
        String configuration = chainsJson.orElseGet(
                () -> chain("sandbox", chain.id(), sandbox.url().resolve("/rpc/sandbox")));
        this.chains = new Chains(
                Settings.load(Map.of("CHAINS", configuration, "CHAIN_CACHE", "0ms"), ChainsConfiguration::from),
                InstantSource.system(),
                meters);
        this.directory = new UnsteadyGuilds(new SandboxGuilds(sandbox.world()));
        this.worker = new EligibilityWorker(
                new EligibilityWorker.World(
                        nats,
                        database,
                        discord,
                        new SharedRestBudget(
                                new KeyValueBucket(nats, Topology.REST_BUDGET_BUCKET),
                                discord,
                                meters,
                                InstantSource.system()),
                        new Snowflake(sandbox.applicationId()),
                        directory,
                        chains::balances,
                        new RuleAdmission(chains)::admit,
                        chains.names(),
                        meters,
                        InstantSource.system()),
                "bot.example",
                Duration.ofHours(6),
                Duration.ofHours(24));
        worker.consumers().values().forEach(BaseNatsConsumer::start);
        this.client = new EligibilityClient(new Requests(nats), Duration.ofSeconds(10));
    }

    private static String chain(String name, long id, URI endpoint) {
        return """
                [{"name": "%s", "chain_id": %d, "endpoints": ["%s"], "timeout_ms": 1000, "block": {"confirmations": 0}}]
                """.formatted(name, id, endpoint);
    }

    /** A new member of the guild. */
    User join(String name) {
        User user = sandbox.world().createUser(name);
        sandbox.world().addMember(guild, user, Set.of(), Optional.empty());
        return user;
    }

    Snowflake guildId() {
        return new Snowflake(guild.id());
    }

    Snowflake roleId() {
        return new Snowflake(role.id());
    }

    static Snowflake id(User user) {
        return new Snowflake(user.id());
    }

    boolean hasRole(User user) {
        return guild.member(user.id()).orElseThrow().roles().contains(role.id());
    }

    void awaitRole(User user, boolean has) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hasRole(user)).isEqualTo(has));
    }

    String nextMessage() {
        return Integer.toString(messages.incrementAndGet());
    }

    <Q extends Record, A extends Record> A ask(Operation<Q, A> operation, Q question) throws Exception {
        return switch (client.ask(operation, question)) {
            case EligibilityReply.Answered<A>(A answer) -> answer;
            case EligibilityReply.Refused<A>(String text) -> throw new AssertionError("refused: " + text);
        };
    }

    <Q extends Record, A extends Record> String askRefused(Operation<Q, A> operation, Q question) throws Exception {
        return switch (client.ask(operation, question)) {
            case EligibilityReply.Answered<A>(A answer) -> throw new AssertionError("answered: " + answer);
            case EligibilityReply.Refused<A>(String text) -> text;
        };
    }

    /** Links a new wallet to a user, as the user would. */
    Credentials link(User user) throws Exception {
        Credentials wallet = TestWallets.create();
        Answers.Challenge challenge = challenge(user, wallet);
        ask(
                Operation.WALLET_VERIFY,
                new Questions.WalletVerify(
                        nextMessage(), id(user), challenge.nonce(), TestWallets.sign(wallet, challenge.message())));
        return wallet;
    }

    Answers.Challenge challenge(User user, Credentials wallet) throws Exception {
        return ask(Operation.WALLET_LINK, new Questions.WalletChange(nextMessage(), id(user), wallet.getAddress()));
    }

    /** Adds a rule that grants the guild's role for coins of the chain. */
    void addCoinRule(String name, long minimum) throws Exception {
        addRule(name, "{\"type\": \"native_balance\", \"chain\": \"sandbox\", \"minimum\": \"" + minimum + "\"}");
    }

    Answers.Rule addRule(String name, String expression) throws Exception {
        return addRule(name, role, expression);
    }

    Answers.Rule addRule(String name, Role granted, String expression) throws Exception {
        return ask(
                Operation.RULE_ADD,
                new Questions.RuleAdd(
                        nextMessage(), guildId(), new Snowflake(1), name, new Snowflake(granted.id()), expression));
    }

    Questions.RuleChange ruleChange(String name) {
        return new Questions.RuleChange(nextMessage(), guildId(), new Snowflake(1), name);
    }

    void setCoins(Credentials wallet, long coins) {
        chain.setCoins(Map.of(wallet.getAddress(), BigInteger.valueOf(coins)));
        chain.mine(1);
    }

    Answers.Checked check(User user) throws Exception {
        return ask(Operation.CHECK, new Questions.AboutMember(guildId(), id(user)));
    }

    /** Has the user's checks published that are planned. */
    void makeDue(User user) throws Exception {
        database.transaction(
                handle -> handle.execute("UPDATE schedule SET due_at = now() WHERE user_id = " + user.id()));
    }

    /** How many checks by message ended so. */
    double checks(String result) {
        return meters.find("jetcord.eligibility.checks").tag("result", result).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** What became of so many changes, {@code grant} or {@code remove}. */
    double roleChanges(String change, String result) {
        return meters
                .find("jetcord.eligibility.role.changes")
                .tag("change", change)
                .tag("result", result)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** A single number of the database. */
    long count(String sql) throws Exception {
        return database.transaction(
                handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** What was done with roles of a user, as the audit trail has it. */
    List<String> audited(User user) throws Exception {
        return database.transaction(handle -> handle.createQuery("""
                        SELECT action FROM audit JOIN subjects USING (subject)
                        WHERE user_id = :user AND action LIKE 'ROLE%' ORDER BY id
                        """)
                .bind("user", user.id())
                .mapTo(String.class)
                .list());
    }

    @Override
    public void close() {
        worker.close();
        try {
            for (BaseNatsConsumer<?> consumer : worker.consumers().values()) {
                consumer.drain(Duration.ofSeconds(5));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        chains.close();
        discord.close();
        database.close();
        postgres.close();
        server.close();
        sandbox.close();
    }

    /** So that no rule of one test is met in another. */
    void removeRules() throws Exception {
        for (var rule :
                ask(Operation.RULE_LIST, new Questions.AboutGuild(guildId())).rules()) {
            ask(Operation.RULE_REMOVE, ruleChange(rule.name()));
        }
    }
}
