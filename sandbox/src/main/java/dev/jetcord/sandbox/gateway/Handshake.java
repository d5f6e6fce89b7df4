package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.fault.FaultSwitch;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Statistics;
import dev.jetcord.sandbox.world.Bot;
import dev.jetcord.sandbox.world.Credentials;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.World;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** How a client gets a session: IDENTIFY or RESUME. Thread-safe. Gateway, Identifying; Gateway, Resuming. */
final class Handshake {

    private final World world;
    private final Credentials credentials;
    private final Sessions sessions;
    private final IdentifyBudget budget;
    private final GatewayRules rules;
    private final InstantSource clock;
    private final Statistics statistics;
    private final FaultSwitch faults;
    private final Supplier<String> resumeUrl;
    private final Runnable terminateAll;

    Handshake(
            World world,
            Credentials credentials,
            Sessions sessions,
            IdentifyBudget budget,
            GatewayRules rules,
            InstantSource clock,
            Statistics statistics,
            FaultSwitch faults,
            Supplier<String> resumeUrl,
            Runnable terminateAll) {
        this.world = world;
        this.credentials = credentials;
        this.sessions = sessions;
        this.budget = budget;
        this.rules = rules;
        this.clock = clock;
        this.statistics = statistics;
        this.faults = faults;
        this.resumeUrl = resumeUrl;
        this.terminateAll = terminateAll;
    }

    /** A session that has begun; empty when the client got op 9 and may try again. */
    Optional<Session> identify(Identify identify, Transport transport) throws ProtocolException {
        authenticate(identify.token());
        Shard shard = identify.shard();
        List<Guild> guilds = world.guilds().stream()
                .filter(guild -> shard.servesGuild(guild.id()))
                .toList();
        if (shard.count() % rules.shardMultiple() != 0) {
            throw new ProtocolException(CloseCode.INVALID_SHARD);
        }
        if (guilds.size() > DiscordLimits.GUILDS_PER_SHARD) {
            throw new ProtocolException(CloseCode.SHARDING_REQUIRED);
        }
        if ((identify.intents() & Intents.PRIVILEGED & ~rules.allowedIntents()) != 0) {
            throw new ProtocolException(CloseCode.DISALLOWED_INTENTS);
        }
        return switch (budget.take(shard.id(), world.guilds().size(), clock.instant())) {
            case ALLOWED -> {
                statistics.count(Counter.IDENTIFIES);
                Session session = sessions.create(identify);
                session.open(transport, () -> welcome(session, guilds));
                yield Optional.of(session);
            }
            case TOO_CLOSE -> {
                statistics.count(Counter.IDENTIFIES_REFUSED);
                transport.send(Frames.invalidSession(false));
                yield Optional.empty();
            }
            case EXHAUSTED -> {
                statistics.count(Counter.IDENTIFIES_REFUSED);
                credentials.reset();
                terminateAll.run();
                throw new ProtocolException(CloseCode.AUTHENTICATION_FAILED);
            }
        };
    }

    /** The session that goes on; empty when the client got op 9. Gateway Events, Resume Structure. */
    Optional<Session> resume(JsonNode data, Transport transport) throws ProtocolException {
        JsonNode sequence = data.path("seq");
        if (!data.path("token").isTextual() || !data.path("session_id").isTextual() || !sequence.isIntegralNumber()) {
            throw new ProtocolException(CloseCode.DECODE_ERROR);
        }
        authenticate(data.path("token").asText());
        Optional<Session> session = sessions.find(data.path("session_id").asText());
        Session.Resumption resumption = session.map(
                        found -> found.resume(transport, sequence.asLong(), clock.instant()))
                .orElse(Session.Resumption.GONE);
        statistics.count(resumption == Session.Resumption.RESUMED ? Counter.RESUMES : Counter.RESUMES_REFUSED);
        return switch (resumption) {
            case RESUMED -> session;
            case GONE -> {
                session.ifPresent(sessions::end);
                transport.send(Frames.invalidSession(false));
                yield Optional.empty();
            }
            case INVALID_SEQUENCE -> {
                session.ifPresent(sessions::end);
                throw new ProtocolException(CloseCode.INVALID_SEQUENCE);
            }
        };
    }

    void heartbeat(Transport transport) {
        statistics.count(Counter.HEARTBEATS);
        if (!faults.current().gatewaySilentAck()) {
            transport.send(Frames.HEARTBEAT_ACK);
        }
    }

    void end(Session session) {
        sessions.end(session);
    }

    private void authenticate(String token) throws ProtocolException {
        if (!credentials.accept(token)) {
            throw new ProtocolException(CloseCode.AUTHENTICATION_FAILED);
        }
    }

    private void welcome(Session session, List<Guild> guilds) {
        session.reply("READY", ready(session, guilds));
        if ((session.intents() & Intents.GUILDS) == 0) {
            return;
        }
        for (Guild guild : guilds) {
            session.reply("GUILD_CREATE", guild.toGuildCreate(told(session, guild), session.largeThreshold()));
        }
    }

    /** Gateway Events, Request Guild Members: which members come with a guild. */
    private Collection<Member> told(Session session, Guild guild) {
        if ((session.intents() & Intents.GUILD_PRESENCES) != 0
                && guild.members().size() <= session.largeThreshold()) {
            return guild.members();
        }
        return guild.member(world.bot().user().id()).stream().toList();
    }

    /** Gateway Events, Ready. */
    private ObjectNode ready(Session session, List<Guild> guilds) {
        Bot bot = world.bot();
        ObjectNode ready = Json.object().put("v", DiscordLimits.API_VERSION);
        ready.set(
                "user",
                bot.user()
                        .toJson()
                        .put("verified", true)
                        .put("mfa_enabled", false)
                        .put("flags", 0));
        var list = ready.putArray("guilds");
        guilds.forEach(guild -> list.addObject().put("id", Json.id(guild.id())).put("unavailable", true));
        ready.put("session_id", session.id()).put("session_type", "normal").put("resume_gateway_url", resumeUrl.get());
        ready.putArray("shard").add(session.shard().id()).add(session.shard().count());
        ready.putObject("application").put("id", Json.id(bot.applicationId())).put("flags", 0);
        ready.putObject("user_settings");
        for (String empty : new String[] {
            "presences", "relationships", "private_channels", "guild_join_requests", "geo_ordered_rtc_regions"
        }) {
            ready.putArray(empty);
        }
        ready.putObject("auth");
        return ready;
    }
}
