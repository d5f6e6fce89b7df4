package dev.jetcord.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The protocol on one connection: what a client sends and what it gets for it. Messages arrive one after the other;
 * {@link #check} and {@link #invalidate} may be called from other threads. Gateway, Connections.
 */
final class GatewayConnection {

    private final ConnectionParameters parameters;
    private final Transport transport;
    private final Handshake handshake;
    private final MemberRequests memberRequests;
    private final InstantSource clock;
    private final SendBudget sends = new SendBudget(DiscordLimits.SENDS, DiscordLimits.SEND_WINDOW);
    private final Instant openedAt;
    private volatile Instant lastHeartbeat;
    private volatile @Nullable Instant closingSince;
    private volatile @Nullable Session session;

    GatewayConnection(
            ConnectionParameters parameters,
            Transport transport,
            Handshake handshake,
            MemberRequests memberRequests,
            InstantSource clock) {
        this.parameters = parameters;
        this.transport = transport;
        this.handshake = handshake;
        this.memberRequests = memberRequests;
        this.clock = clock;
        this.openedAt = clock.instant();
        this.lastHeartbeat = openedAt;
    }

    void open() {
        transport.send(Frames.hello(DiscordLimits.HEARTBEAT_INTERVAL));
        parameters.refusal().ifPresent(this::close);
    }

    void receive(String message) {
        if (parameters.refusal().isPresent()) {
            return;
        }
        try {
            if (message.getBytes(UTF_8).length > DiscordLimits.SEND_BYTES) {
                throw new ProtocolException(CloseCode.DECODE_ERROR);
            }
            if (!sends.take(clock.instant())) {
                throw new ProtocolException(CloseCode.RATE_LIMITED);
            }
            handle(parse(message));
        } catch (ProtocolException e) {
            close(e.code(), e.reason());
        }
    }

    private static JsonNode parse(String message) throws ProtocolException {
        try {
            JsonNode payload = Json.parse(message);
            if (payload.isObject() && payload.path("op").isInt()) {
                return payload;
            }
        } catch (IOException e) {
            throw new ProtocolException(CloseCode.DECODE_ERROR);
        }
        throw new ProtocolException(CloseCode.DECODE_ERROR);
    }

    private void handle(JsonNode payload) throws ProtocolException {
        JsonNode data = payload.path("d");
        switch (payload.path("op").asInt()) {
            case Opcode.HEARTBEAT -> heartbeat(data);
            case Opcode.IDENTIFY -> {
                requireNoSession();
                session = handshake.identify(Identify.read(data), transport).orElse(null);
            }
            case Opcode.RESUME -> {
                requireNoSession();
                session = handshake.resume(data, transport).orElse(null);
            }
            case Opcode.REQUEST_GUILD_MEMBERS -> memberRequests.answer(data, requireSession());
            case Opcode.PRESENCE_UPDATE, Opcode.VOICE_STATE_UPDATE -> {
                requireSession();
                if (!data.isObject()) {
                    throw new ProtocolException(CloseCode.DECODE_ERROR);
                }
            }
            case Opcode.REQUEST_SOUNDBOARD_SOUNDS, Opcode.REQUEST_CHANNEL_INFO -> requireSession();
            default -> throw new ProtocolException(CloseCode.UNKNOWN_OPCODE);
        }
    }

    private void heartbeat(JsonNode data) throws ProtocolException {
        if (!data.isNull() && !data.isMissingNode() && !data.isIntegralNumber()) {
            throw new ProtocolException(CloseCode.DECODE_ERROR);
        }
        lastHeartbeat = clock.instant();
        handshake.heartbeat(transport);
    }

    private Session requireSession() throws ProtocolException {
        return session().orElseThrow(() -> new ProtocolException(CloseCode.NOT_AUTHENTICATED));
    }

    private void requireNoSession() throws ProtocolException {
        if (session != null) {
            throw new ProtocolException(CloseCode.ALREADY_AUTHENTICATED);
        }
    }

    /** Closes a client that has gone quiet: no heartbeat, or no IDENTIFY. Cuts one off that does not answer a close. */
    void check(Instant now) {
        Instant closing = closingSince;
        if (closing != null) {
            if (now.isAfter(closing.plus(DiscordLimits.CLOSE_TIMEOUT))) {
                transport.abort();
            }
            return;
        }
        boolean superseded = session != null && session().isEmpty();
        boolean silent = now.isAfter(lastHeartbeat.plus(DiscordLimits.HEARTBEAT_TIMEOUT));
        boolean idle = session == null && now.isAfter(openedAt.plus(DiscordLimits.HANDSHAKE_TIMEOUT));
        if (superseded) {
            closingSince = now; // whoever took the session over has told this client
        } else if (silent || idle) {
            close(CloseCode.SESSION_TIMED_OUT);
        }
    }

    /** The socket is gone. The session lives on unless the client ended it by closing with 1000 or 1001. */
    void closed(int code) {
        session().ifPresent(current -> {
            if (CloseCode.endsSession(code)) {
                handshake.end(current);
            } else {
                current.detach(transport, clock.instant());
            }
        });
        session = null;
    }

    /** Op 9; a session that can't be resumed ends with it. */
    void invalidate(boolean resumable) {
        transport.send(Frames.invalidSession(resumable));
        if (!resumable) {
            session().ifPresent(current -> {
                handshake.end(current);
                session = null;
            });
        }
    }

    void reconnect() {
        transport.send(Frames.RECONNECT);
    }

    void requestHeartbeat() {
        transport.send(Frames.HEARTBEAT_REQUEST);
    }

    void abort() {
        transport.abort();
    }

    void close(CloseCode code) {
        close(code.code(), code.reason());
    }

    /** Closes from this side; with a code after which nothing can be resumed the session ends now. */
    void close(int code, String reason) {
        if (CloseCode.endsSession(code) && code != CloseCode.GOING_AWAY.code()) {
            session().ifPresent(handshake::end);
        }
        closingSince = clock.instant();
        transport.close(code, reason);
    }

    ConnectionParameters parameters() {
        return parameters;
    }

    /** The session, as long as no other connection has taken it over and it has not ended. */
    Optional<Session> session() {
        return Optional.ofNullable(session).filter(current -> current.attached(transport));
    }
}
