package dev.jetcord.sandbox.gateway;

import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Feed;
import dev.jetcord.sandbox.observation.Statistics;
import dev.jetcord.sandbox.world.Dispatch;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The living sessions, and the way of a dispatch to those that want it. Thread-safe. */
public final class Sessions implements Dispatch.Sink {

    private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final Statistics statistics;
    private final Feed feed;

    public Sessions(Statistics statistics, Feed feed) {
        this.statistics = statistics;
        this.feed = feed;
    }

    @Override
    public void accept(Dispatch dispatch) {
        deliver(dispatch);
    }

    /** To how many sessions the dispatch went, connected or waiting for a resume. */
    public int deliver(Dispatch dispatch) {
        int receivers = 0;
        for (Session session : sessions.values()) {
            if (session.dispatch(dispatch)) {
                receivers++;
                statistics.count(Counter.DISPATCHES);
                feed.tell(
                        "dispatch",
                        () -> Json.object()
                                .put("event", dispatch.event())
                                .put("shard", session.shard().id())
                                .put("sequence", session.sequence())
                                .put("bytes", dispatch.data().length));
            }
        }
        return receivers;
    }

    Session create(Identify identify) {
        Session session = new Session(UUID.randomUUID().toString().replace("-", ""), identify);
        sessions.put(session.id(), session);
        return session;
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    Collection<Session> all() {
        return sessions.values();
    }

    void end(Session session) {
        session.end();
        sessions.remove(session.id());
    }

    /** Forgets the sessions that nobody resumed in time. */
    void expire(Instant now) {
        for (Session session : sessions.values()) {
            if (session.over(now)) {
                end(session);
            }
        }
    }
}
