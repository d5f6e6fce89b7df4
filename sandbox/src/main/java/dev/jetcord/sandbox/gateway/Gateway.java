package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jetcord.sandbox.fault.FaultSwitch;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.ledger.Fate;
import dev.jetcord.sandbox.ledger.Ledger;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Statistics;
import dev.jetcord.sandbox.world.World;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The gateway: its connections, and what can be done to them from outside. Thread-safe. */
public final class Gateway {

    private final Sessions sessions;
    private final Handshake handshake;
    private final MemberRequests memberRequests;
    private final InstantSource clock;
    private final Statistics statistics;
    private final FaultSwitch faults;
    private final Set<GatewayConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * A gateway without connections.
     *
     * @param resumeUrl where READY sends a client that resumes
     */
    public Gateway(
            World world,
            Admission admission,
            Sessions sessions,
            Ledger ledger,
            InstantSource clock,
            Statistics statistics,
            FaultSwitch faults,
            Supplier<String> resumeUrl) {
        this.sessions = sessions;
        this.clock = clock;
        this.statistics = statistics;
        this.faults = faults;
        this.memberRequests = new MemberRequests(world, clock);
        Welcome welcome = new Welcome(world, resumeUrl);
        this.handshake =
                new Handshake(admission, sessions, ledger, welcome, clock, statistics, faults, this::terminateAll);
    }

    boolean accepting() {
        return !faults.current().gatewayRefuse();
    }

    GatewayConnection connect(ConnectionParameters parameters, Transport transport) {
        statistics.count(Counter.CONNECTIONS);
        GatewayConnection connection = new GatewayConnection(parameters, transport, handshake, memberRequests, clock);
        connections.add(connection);
        connection.open();
        return connection;
    }

    void closed(GatewayConnection connection, int code) {
        connections.remove(connection);
        connection.closed(code);
    }

    /** Applies the rules of time: silent clients are closed, sessions that nobody resumed end. To be called often. */
    public void tick() {
        Instant now = clock.instant();
        connections.forEach(connection -> connection.check(now));
        sessions.expire(now);
    }

    /** Closes connections from Discord's side with any code. The number of them. */
    public int close(OptionalInt shard, int code, String reason) {
        return each(shard, connection -> connection.close(code, reason));
    }

    /** Cuts connections without a close frame, as a broken network does. */
    public int cut(OptionalInt shard) {
        return each(shard, GatewayConnection::abort);
    }

    /** Op 7. */
    public int reconnect(OptionalInt shard) {
        return each(shard, GatewayConnection::reconnect);
    }

    /** Op 9. */
    public int invalidate(OptionalInt shard, boolean resumable) {
        return each(shard, connection -> connection.invalidate(resumable));
    }

    /** Op 1: asks for a heartbeat at once. */
    public int requestHeartbeat(OptionalInt shard) {
        return each(shard, GatewayConnection::requestHeartbeat);
    }

    /** Sessions with a client now. */
    public int connectedSessions() {
        return (int) sessions.all().stream()
                .filter(session -> session.transport().isPresent())
                .count();
    }

    /** The sessions, for the control API. */
    public ArrayNode sessionsAsJson() {
        ArrayNode list = Json.array();
        for (Session session : sessions.all()) {
            var json = list.addObject()
                    .put("shard", session.shard().id())
                    .put("shard_count", session.shard().count())
                    .put("state", session.transport().isPresent() ? "connected" : "disconnected")
                    .put("session_id", session.id())
                    .put("sequence", session.sequence())
                    .put("intents", session.intents())
                    .put("replayable", session.replayable());
            connections.stream()
                    .filter(connection ->
                            connection.session().filter(session::equals).isPresent())
                    .findFirst()
                    .ifPresent(connection -> json.put(
                                    "compression",
                                    connection.parameters().compression().key())
                            .put("path", connection.parameters().path()));
        }
        return list;
    }

    /** Tells every client that the server goes away; their sessions could be resumed if it came back. */
    public void shutDown() {
        connections.forEach(connection -> connection.close(CloseCode.GOING_AWAY));
    }

    private void terminateAll() {
        connections.forEach(connection -> connection.close(CloseCode.AUTHENTICATION_FAILED));
        sessions.all().forEach(session -> sessions.end(session, Fate.LOST_ENDED));
    }

    private int each(OptionalInt shard, Consumer<GatewayConnection> action) {
        int count = 0;
        for (GatewayConnection connection : connections) {
            boolean chosen = shard.isEmpty()
                    || connection
                            .session()
                            .filter(session -> session.shard().id() == shard.getAsInt())
                            .isPresent();
            if (chosen) {
                action.accept(connection);
                count++;
            }
        }
        return count;
    }
}
