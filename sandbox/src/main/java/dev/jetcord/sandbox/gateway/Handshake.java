package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.fault.FaultSwitch;
import dev.jetcord.sandbox.ledger.Fate;
import dev.jetcord.sandbox.ledger.Ledger;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Statistics;
import dev.jetcord.sandbox.world.Credentials;
import dev.jetcord.sandbox.world.World;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** How a client gets a session: IDENTIFY or RESUME. Thread-safe. Gateway, Identifying; Gateway, Resuming. */
final class Handshake {

    private final World world;
    private final Credentials credentials;
    private final Sessions sessions;
    private final Ledger ledger;
    private final IdentifyBudget budget;
    private final GatewayRules rules;
    private final InstantSource clock;
    private final Statistics statistics;
    private final FaultSwitch faults;
    private final Welcome welcome;
    private final Runnable terminateAll;

    Handshake(
            World world,
            Credentials credentials,
            Sessions sessions,
            Ledger ledger,
            IdentifyBudget budget,
            GatewayRules rules,
            InstantSource clock,
            Statistics statistics,
            FaultSwitch faults,
            Welcome welcome,
            Runnable terminateAll) {
        this.world = world;
        this.credentials = credentials;
        this.sessions = sessions;
        this.ledger = ledger;
        this.budget = budget;
        this.rules = rules;
        this.clock = clock;
        this.statistics = statistics;
        this.faults = faults;
        this.welcome = welcome;
        this.terminateAll = terminateAll;
    }

    /** A session that has begun; empty when the client got op 9 and may try again. */
    Optional<Session> identify(Identify identify, Transport transport) throws ProtocolException {
        OptionalInt fault = faults.current().gatewayIdentifyCode();
        if (fault.isPresent()) {
            throw new ProtocolException(fault.getAsInt(), "A fault of the sandbox.");
        }
        authenticate(identify.token());
        Shard shard = identify.shard();
        if (shard.count() % rules.shardMultiple() != 0) {
            throw new ProtocolException(CloseCode.INVALID_SHARD);
        }
        if (welcome.guilds(shard).size() > DiscordLimits.GUILDS_PER_SHARD) {
            throw new ProtocolException(CloseCode.SHARDING_REQUIRED);
        }
        if ((identify.intents() & Intents.PRIVILEGED & ~rules.allowedIntents()) != 0) {
            throw new ProtocolException(CloseCode.DISALLOWED_INTENTS);
        }
        return switch (budget.take(shard.id(), world.guilds().size(), clock.instant())) {
            case ALLOWED -> {
                statistics.count(Counter.IDENTIFIES);
                yield Optional.of(sessions.open(identify, transport, welcome::send));
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
        String id = data.path("session_id").asText();
        Optional<Session> session = sessions.find(id);
        Session.Resumption resumption = session.map(
                        found -> found.resume(transport, sequence.asLong(), clock.instant()))
                .orElse(Session.Resumption.GONE);
        statistics.count(resumption == Session.Resumption.RESUMED ? Counter.RESUMES : Counter.RESUMES_REFUSED);
        return switch (resumption) {
            case RESUMED -> session;
            case GONE -> {
                ledger.refused(id, sequence.asLong());
                session.ifPresent(gone -> sessions.end(gone, Fate.LOST_ENDED));
                transport.send(Frames.invalidSession(false));
                yield Optional.empty();
            }
            case INVALID_SEQUENCE -> {
                session.ifPresent(gone -> sessions.end(gone, Fate.LOST_ENDED));
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
        sessions.end(session, Fate.LOST_ENDED);
    }

    private void authenticate(String token) throws ProtocolException {
        if (!credentials.accept(token)) {
            throw new ProtocolException(CloseCode.AUTHENTICATION_FAILED);
        }
    }
}
