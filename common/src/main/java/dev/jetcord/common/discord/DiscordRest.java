package dev.jetcord.common.discord;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import discord4j.rest.http.ExchangeStrategies;
import discord4j.rest.request.BucketGlobalRateLimiter;
import discord4j.rest.request.RequestQueueFactory;
import discord4j.rest.request.RouterOptions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The client of Discord's REST API: one a process. It connects with the first call, and not before. Thread-safe; after
 * {@link #close} calls fail.
 */
public final class DiscordRest implements AutoCloseable {
    private static final int GLOBAL_LIMIT = 50;
    private static final Duration GLOBAL_LIMIT_PERIOD = Duration.ofSeconds(1);

    private final InvalidResponses invalid;
    private final HttpResources resources;
    private final DiscordClock clock;
    private final RestInteractionApi interactions;
    private final BotCalls botCalls;
    private final RestCommandApi commands;
    private final TokenRateLimits rateLimits;

    public DiscordRest(
            DiscordConfiguration configuration, MeterRegistry registry, InstantSource machine, RandomGenerator random) {
        this.clock = new DiscordClock(machine);
        RestMetrics metrics = new RestMetrics(registry);
        this.invalid = new InvalidResponses(registry);
        this.resources = new HttpResources(clock, metrics, invalid);
        ObjectMapper json = JsonMapper.builder().build();
        InteractionRouter router = new InteractionRouter(new RouterOptions(
                configuration.token().reveal(),
                resources.reactor(),
                ExchangeStrategies.jackson(json),
                List.of(),
                BucketGlobalRateLimiter.create(
                        GLOBAL_LIMIT, GLOBAL_LIMIT_PERIOD, resources.reactor().getTimerTaskScheduler()),
                RequestQueueFactory.buffering(),
                configuration.apiUrl().toString()));
        RestCaller caller =
                new RestCaller(new RestTransport(router, json), new RetryPolicy(random), metrics, clock, Thread::sleep);
        this.rateLimits = new TokenRateLimits(clock, resources::later);
        this.interactions = new RestInteractionApi(caller, rateLimits, clock, Thread::sleep);
        this.botCalls = new BotCalls(caller, clock);
        this.commands = new RestCommandApi(botCalls, configuration.applicationId());
    }

    /** The time at Discord. */
    public DiscordClock clock() {
        return clock;
    }

    public InteractionApi interactions() {
        return interactions;
    }

    public CommandApi commands() {
        return commands;
    }

    /** Who has which role, within what the whole fleet may ask of Discord. */
    public MemberRoleApi memberRoles(RestBudget budget) {
        return new RestMemberRoleApi(botCalls, budget, clock);
    }

    /** The answers of this process that count towards Discord's ban. */
    public InvalidResponses invalidResponses() {
        return invalid;
    }

    /**
     * Asks Discord for our own application. It proves the token, learns Discord's time and opens a connection, so that the
     * first interaction need not wait for any of it. Blocks, at most for 30 seconds.
     *
     * @throws DiscordException when Discord refuses the token (status 401) or cannot be reached
     */
    public void signIn() throws DiscordException, InterruptedException {
        botCalls.call(Endpoint.OWN_APPLICATION, Optional.empty());
    }

    /** Ends the connections; a call under way fails. */
    @Override
    public void close() {
        resources.close();
    }

    /** How many interactions are remembered: those whose rate limit is used up for the moment. */
    int rememberedInteractions() {
        return rateLimits.size();
    }
}
