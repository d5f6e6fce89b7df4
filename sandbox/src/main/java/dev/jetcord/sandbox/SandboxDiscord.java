package dev.jetcord.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.chain.RpcRoutes;
import dev.jetcord.sandbox.chain.StubChains;
import dev.jetcord.sandbox.command.CommandStore;
import dev.jetcord.sandbox.control.ChainControl;
import dev.jetcord.sandbox.control.ControlApi;
import dev.jetcord.sandbox.control.GatewayControl;
import dev.jetcord.sandbox.control.GuildControl;
import dev.jetcord.sandbox.control.InteractionControl;
import dev.jetcord.sandbox.control.LedgerControl;
import dev.jetcord.sandbox.control.LoadControl;
import dev.jetcord.sandbox.control.OperationControl;
import dev.jetcord.sandbox.control.UserRequests;
import dev.jetcord.sandbox.control.WorldControl;
import dev.jetcord.sandbox.fault.FaultSwitch;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.gateway.Admission;
import dev.jetcord.sandbox.gateway.Gateway;
import dev.jetcord.sandbox.gateway.GatewayUpgrade;
import dev.jetcord.sandbox.gateway.IdentifyBudget;
import dev.jetcord.sandbox.gateway.Sessions;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.HttpFront;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.interaction.BotDesk;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.interaction.InteractionSender;
import dev.jetcord.sandbox.interaction.InteractionStore;
import dev.jetcord.sandbox.interaction.MessageStore;
import dev.jetcord.sandbox.interaction.UserDesk;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.ledger.Ledger;
import dev.jetcord.sandbox.load.LoadSource;
import dev.jetcord.sandbox.observation.Feed;
import dev.jetcord.sandbox.observation.Statistics;
import dev.jetcord.sandbox.rest.ApplicationRoutes;
import dev.jetcord.sandbox.rest.ChannelRoutes;
import dev.jetcord.sandbox.rest.GatewayRoutes;
import dev.jetcord.sandbox.rest.GuildRoutes;
import dev.jetcord.sandbox.rest.InteractionRoutes;
import dev.jetcord.sandbox.rest.RestApi;
import dev.jetcord.sandbox.world.Bot;
import dev.jetcord.sandbox.world.Credentials;
import dev.jetcord.sandbox.world.DefaultWorld;
import dev.jetcord.sandbox.world.Dispatch;
import dev.jetcord.sandbox.world.Snowflakes;
import dev.jetcord.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local Discord: gateway and REST, version 10, and a control API, on one port. Embeddable: everything that the control
 * API can do a test can do here. Thread-safe.
 */
public final class SandboxDiscord implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SandboxDiscord.class);

    private static final long TICK_MILLIS = 100;

    private final SandboxSettings settings;
    private final Statistics statistics = new Statistics();
    private final FaultSwitch faults = new FaultSwitch();
    private final Feed feed;
    private final Ledger ledger;
    private final Sessions sessions;
    private final World world;
    private final CommandStore commands;
    private final InteractionStore interactions;
    private final Gateway gateway;
    private final UserRequests users;
    private final LoadSource load;
    private final StubChains chains = new StubChains();
    private final RestApi rest;
    private final HttpFront http;
    private final ScheduledExecutorService ticker = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-ticker").factory());

    private SandboxDiscord(SandboxSettings settings) throws IOException {
        this.settings = settings;
        InstantSource clock = settings.clock();
        Snowflakes snowflakes = new Snowflakes(clock);
        Bot bot = Bot.withToken(settings.token());
        Credentials credentials = new Credentials(bot);
        this.feed = new Feed(clock);
        this.ledger = new Ledger(settings.ledgerEntries(), clock);
        this.sessions = new Sessions(bot.user().id(), statistics, feed, ledger);
        this.world = new World(bot, snowflakes, clock, sessions);
        this.commands = new CommandStore(bot.applicationId(), snowflakes);
        this.interactions = new InteractionStore(clock);
        MessageStore messages = new MessageStore(sessions, snowflakes::next);
        IdentifyBudget identifies = new IdentifyBudget(settings.rules());
        this.gateway = new Gateway(
                world,
                new Admission(credentials, settings.rules(), identifies),
                sessions,
                ledger,
                clock,
                statistics,
                faults,
                () -> gatewayUrl(GatewayUpgrade.RESUME_PATH));
        InteractionSender sender =
                new InteractionSender(world, snowflakes, new SecureRandom(), interactions, sessions, statistics);
        UserDesk userDesk = new UserDesk(world, commands, interactions, messages, sender);
        BotDesk botDesk = new BotDesk(interactions, messages, clock, statistics, feed);
        this.users = new UserRequests(world, userDesk, interactions, clock);
        this.load =
                new LoadSource(world, new LoadSource.Outlets(sessions::deliver, users::type, snowflakes::next), clock);

        Routes restRoutes = new Routes();
        new GatewayRoutes(world, identifies, settings.rules(), clock, () -> gatewayUrl(GatewayUpgrade.PATH))
                .addTo(restRoutes);
        new ApplicationRoutes(world, commands).addTo(restRoutes);
        new InteractionRoutes(botDesk, bot.applicationId(), snowflakes::next).addTo(restRoutes);
        new GuildRoutes(world, feed).addTo(restRoutes);
        new ChannelRoutes(world, messages, snowflakes::next, clock).addTo(restRoutes);
        this.rest = new RestApi(restRoutes, credentials, clock, faults, statistics);

        Routes controlRoutes = new Routes();
        new OperationControl(gateway, faults, statistics, feed).addTo(controlRoutes);
        new GatewayControl(gateway).addTo(controlRoutes);
        new GuildControl(world).addTo(controlRoutes);
        new WorldControl(world, sessions).addTo(controlRoutes);
        new LedgerControl(ledger).addTo(controlRoutes);
        new InteractionControl(users, interactions, clock).addTo(controlRoutes);
        new LoadControl(load).addTo(controlRoutes);
        new ChainControl(chains).addTo(controlRoutes);
        new RpcRoutes(chains).addTo(controlRoutes);

        if (settings.seeded()) {
            DefaultWorld.build(world);
        }
        this.http = HttpFront.start(
                settings.host(), settings.port(), gateway, statistics, rest, new ControlApi(controlRoutes), clock);
        var _ = ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a Discord that is ready when this returns.
     *
     * @throws IOException if it can't listen on its port; the message says which and what to do
     */
    public static SandboxDiscord start(SandboxSettings settings) throws IOException {
        return new SandboxDiscord(settings);
    }

    private void tick() {
        try {
            gateway.tick();
            interactions.tick();
            rest.tick();
        } catch (RuntimeException e) {
            log.error("The rules of time could not be applied; the next tick tries again", e);
        }
    }

    public int port() {
        return http.port();
    }

    /** {@code http://host:port}. */
    public URI url() {
        return URI.create("http://" + settings.host() + ":" + port());
    }

    /** What {@code DISCORD_API_URL} is set to. */
    public URI apiUrl() {
        return URI.create(url() + "/api/v" + DiscordLimits.API_VERSION);
    }

    /** As {@code /gateway/bot} gives it: without parameters. */
    public URI gatewayUrl() {
        return URI.create(gatewayUrl(GatewayUpgrade.PATH));
    }

    private String gatewayUrl(String path) {
        return "ws://" + settings.name() + ":" + port() + path;
    }

    /** The bot's token; a secret. */
    public String token() {
        return settings.token();
    }

    public long applicationId() {
        return world.bot().applicationId();
    }

    /** The guilds; changes are told to the gateway. */
    public World world() {
        return world;
    }

    /** The commands that the bot has registered. */
    public CommandStore commands() {
        return commands;
    }

    /** What can be done to the connections. */
    public Gateway gateway() {
        return gateway;
    }

    public Statistics statistics() {
        return statistics;
    }

    public Feed feed() {
        return feed;
    }

    /** Every dispatch and what became of it. */
    public Ledger ledger() {
        return ledger;
    }

    /** The stub chains; the endpoint of one is {@code /rpc/<name>} below {@link #url}. */
    public StubChains chains() {
        return chains;
    }

    /** Replaces the faults that are on. */
    public void setFaults(Faults now) {
        faults.set(now);
    }

    /** Sends any dispatch; to how many sessions it went. */
    public int dispatch(Dispatch dispatch) {
        return sessions.deliver(dispatch);
    }

    /**
     * Types a slash command as the first member of the first guild.
     *
     * @throws ApiException with the text that Discord's client would show
     */
    public Interaction type(String text) throws ApiException {
        return act(Json.object().put("type", "command").put("text", text));
    }

    /**
     * Acts as a user; the request is that of {@code POST /control/interactions}.
     *
     * @throws ApiException with the text that Discord's client would show
     */
    public Interaction act(ObjectNode request) throws ApiException {
        return users.act(request);
    }

    /** What the user sees, as soon as there is an answer or it is clear that there is none; at the latest after the time. */
    public ObjectNode await(Interaction interaction, Duration most) throws InterruptedException {
        interactions.await(interaction, most);
        return interaction.toView(settings.clock().instant());
    }

    /** Closes the gateway with 1001, and stops. */
    @Override
    public void close() {
        load.close();
        ticker.shutdownNow();
        gateway.shutDown();
        http.close();
    }
}
