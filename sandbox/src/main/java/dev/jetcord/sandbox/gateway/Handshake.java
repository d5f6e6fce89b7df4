package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.fault.FaultSwitch;
import dev.jetcord.sandbox.ledger.Fate;
import dev.jetcord.sandbox.ledger.Ledger;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Statistics;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** How a client gets a session: IDENTIFY or RESUME. Thread-safe. Gateway, Identifying; Gateway, Resuming. */
final class Handshake {

    private final Admission admission;
    private final Sessions sessions;
    private final Ledger ledger;
    private final Welcome welcome;
    private final InstantSource clock;
    private final Statistics statistics;
    private final FaultSwitch faults;
    private final Runnable terminateAll;

    /**
     * How sessions begin and go on.
     *
     * @param terminateAll ends every session, as when the token is reset
     */
    Handshake(
            Admission admission,
            Sessions sessions,
            Ledger ledger,
            Welcome welcome,
            InstantSource clock,
            Statistics statistics,
            FaultSwitch faults,
            Runnable terminateAll) {
        this.admission = admission;
        this.sessions = sessions;
        this.ledger = ledger;
        this.welcome = welcome;
        this.clock = clock;
        this.statistics = statistics;
        this.faults = faults;
        this.terminateAll = terminateAll;
    }

    /** A session that has begun; empty when the client got op 9 and may try again. */
    Optional<Session> identify(Identify identify, Transport transport) throws ProtocolException {
        OptionalInt fault = faults.current().gatewayIdentifyCode();
        if (fault.isPresent()) {
            throw new ProtocolException(fault.getAsInt(), "A fault of the sandbox.");
        }
        Shard shard = identify.shard();
        admission.check(identify, welcome.guilds(shard).size());
        return switch (admission.take(shard, welcome.guildCount(), clock.instant())) {
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
        admission.authenticate(data.path("token").asText());
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
}
