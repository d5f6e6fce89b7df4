package dev.jetcord.sandbox.gateway;

import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.ledger.Fate;
import dev.jetcord.sandbox.ledger.Ledger;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Feed;
import dev.jetcord.sandbox.observation.Statistics;
import dev.jetcord.sandbox.world.Dispatch;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The living sessions, and the way of a dispatch to those that want it. Thread-safe. */
public final class Sessions implements Dispatch.Sink {

    private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
    private final MessageContent messageContent;
    private final Statistics statistics;
    private final Feed feed;
    private final Ledger ledger;

    /**
     * None yet.
     *
     * @param bot the bot's user id
     */
    public Sessions(long bot, Statistics statistics, Feed feed, Ledger ledger) {
        this.messageContent = new MessageContent(bot);
        this.statistics = statistics;
        this.feed = feed;
        this.ledger = ledger;
    }

    @Override
    public void accept(Dispatch dispatch) {
        deliver(dispatch);
    }

    /** To how many sessions the dispatch went, connected or waiting for a resume. */
    public int deliver(Dispatch dispatch) {
        long number = ledger.nextNumber();
        @Nullable Dispatch hidden = null;
        int receivers = 0;
        boolean served = false;
        for (Session session : sessions.values()) {
            if (!session.wants(dispatch)) {
                served |= session.serves(dispatch);
                continue;
            }
            Dispatch visible = dispatch;
            if (dispatch.userContent() && !session.hasIntent(Intent.MESSAGE_CONTENT)) {
                hidden = hidden == null ? dispatch.withData(messageContent.hidden(dispatch.data())) : hidden;
                visible = hidden;
            }
            OptionalLong sequence = session.dispatch(visible, number);
            if (sequence.isPresent()) {
                served = true;
                receivers++;
                statistics.count(Counter.DISPATCHES);
                tell(session, dispatch, sequence.getAsLong());
            }
        }
        if (!served) {
            ledger.noteUnserved(number, dispatch.event(), dispatch.guild(), dispatch.interaction());
        }
        return receivers;
    }

    private void tell(Session session, Dispatch dispatch, long sequence) {
        feed.tell(
                "dispatch",
                () -> Json.object()
                        .put("event", dispatch.event())
                        .put("shard", session.shard().id())
                        .put("sequence", sequence)
                        .put("bytes", dispatch.data().length));
    }

    /**
     * A new session. From the moment it can be given a dispatch, {@code opening} is ahead of it: nothing comes before
     * READY, and no change of the world is missed between the guilds that {@code opening} sends and the first dispatch.
     */
    Session open(Identify identify, Transport client, Consumer<Session> opening) {
        Session session = new Session(UUID.randomUUID().toString().replace("-", ""), identify, ledger);
        session.open(client, () -> {
            sessions.put(session.id(), session);
            opening.accept(session);
        });
        return session;
    }

    Optional<Session> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    Collection<Session> all() {
        return sessions.values();
    }

    /** Ends a session for good. */
    void end(Session session, Fate unseen) {
        session.end(unseen);
        sessions.remove(session.id());
    }

    /** Forgets the sessions that nobody resumed in time. */
    void expire(Instant now) {
        for (Session session : sessions.values()) {
            if (session.over(now)) {
                end(session, Fate.LOST_EXPIRED);
            }
        }
    }
}
