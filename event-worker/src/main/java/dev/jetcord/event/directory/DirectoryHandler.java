package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.consumer.BatchHandler;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.database.Database;
import dev.jetcord.event.outbox.OutboxTable;
import dev.jetcord.event.state.ShardKey;
import dev.jetcord.event.state.StateEvent;
import dev.jetcord.event.state.StateEvent.GuildLeft;
import dev.jetcord.event.state.StateEvent.GuildUnavailable;
import dev.jetcord.event.state.StateEvent.OfGuild;
import dev.jetcord.event.state.StateEvent.Other;
import dev.jetcord.event.state.StateEvent.RoleChanged;
import dev.jetcord.event.state.StateEvent.SessionBegan;
import dev.jetcord.event.state.StateEvent.SessionLost;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Brings events into the directory, a batch in one transaction, together with what they cause. The rows of the batch's guilds
 * are locked first, in the order of their ids, so that instances work side by side; a session's begin or loss, which may
 * concern any guild of its shard, waits for all others and has the directory for itself. Thread-safe.
 */
public final class DirectoryHandler implements BatchHandler<StateEvent> {
    private static final String BEGIN = """
            INSERT INTO beginning (since) VALUES (:since) ON CONFLICT DO NOTHING
            """;

    private final Database database;
    private final Rules rules;
    private final Runnable caused;

    /** @param caused told when there is something in the outbox; must not wait */
    public DirectoryHandler(Database database, Rules rules, Runnable caused) {
        this.database = requireNonNull(database, "database");
        this.rules = requireNonNull(rules, "rules");
        this.caused = requireNonNull(caused, "caused");
    }

    @Override
    public List<Outcome> handle(List<Received<StateEvent>> messages) throws Exception {
        List<Received<StateEvent>> relevant = messages.stream()
                .filter(message -> !(message.payload() instanceof Other))
                .toList();
        if (!relevant.isEmpty()) {
            // Before the transaction: it asks another server.
            Causes causes = new Causes(rules.of(guildsOfMembers(relevant)));
            database.<Void, RuntimeException>transaction(handle -> {
                apply(relevant, causes, handle);
                new OutboxTable(handle).add(causes.messages());
                return null;
            });
            if (!causes.messages().isEmpty()) {
                caused.run();
            }
        }
        return Collections.nCopies(messages.size(), Outcome.done());
    }

    private static void apply(List<Received<StateEvent>> messages, Causes causes, Handle handle) {
        boolean ofShards = messages.stream().anyMatch(message -> !(message.payload() instanceof OfGuild));
        if (ofShards) {
            DirectoryLock.alone(handle);
        } else {
            DirectoryLock.sideBySide(handle);
        }
        Instant beginning = beginning(messages.getFirst().envelope().time(), handle);
        List<Received<StateEvent>> ofGuilds = new ArrayList<>();
        for (Received<StateEvent> message : messages) {
            switch (message.payload()) {
                case OfGuild _ -> ofGuilds.add(message);
                case SessionBegan began -> {
                    applyToGuilds(ofGuilds, causes, beginning, handle);
                    EventEnvelope cause = message.envelope();
                    new SessionTable(handle)
                            .began(began, cause.version(), cause.time())
                            .forEach(guild -> causes.guildLeft(guild, cause));
                }
                case SessionLost lost -> {
                    applyToGuilds(ofGuilds, causes, beginning, handle);
                    new SessionTable(handle)
                            .stale(lost.shard(), message.envelope().version());
                }
                case Other _ -> {
                    // Nothing is kept of it.
                }
            }
        }
        applyToGuilds(ofGuilds, causes, beginning, handle);
    }

    private static void applyToGuilds(
            List<Received<StateEvent>> messages, Causes causes, Instant beginning, Handle handle) {
        if (messages.isEmpty()) {
            return;
        }
        Set<Long> ids = new HashSet<>();
        messages.forEach(message -> ids.add(((OfGuild) message.payload()).guildId()));
        GuildTable guilds = new GuildTable(handle);
        Map<Long, GuildRow> rows = guilds.lock(ids);
        RoleTable roles = new RoleTable(handle);
        MemberTable memberTable = new MemberTable(handle);
        MemberChanges members = new MemberChanges(memberTable, roles, causes);
        GuildEvents events = new GuildEvents(memberTable, members, roles, causes, beginning);
        for (Received<StateEvent> message : messages) {
            OfGuild event = (OfGuild) message.payload();
            GuildRow guild = requireNonNull(rows.get(event.guildId()), "a locked row");
            guild.shard = ShardKey.parse(message.envelope().source());
            events.apply(event, guild, message.envelope());
        }
        members.flush();
        guilds.save(rows.values());
        messages.clear();
    }

    /** By the first event that ever came. */
    private static Instant beginning(Instant now, Handle handle) {
        handle.createUpdate(BEGIN).bind("since", now).execute();
        return handle.createQuery("SELECT since FROM beginning")
                .mapTo(Instant.class)
                .one();
    }

    /** Those of which a message may change what is due to a member. */
    private static Set<Long> guildsOfMembers(List<Received<StateEvent>> messages) {
        Set<Long> guilds = new HashSet<>();
        for (Received<StateEvent> message : messages) {
            switch (message.payload()) {
                case GuildLeft _, GuildUnavailable _, RoleChanged _ -> {
                    // No member changes by these.
                }
                case SessionBegan _, SessionLost _, Other _ -> {
                    // Of no guild.
                }
                case OfGuild event -> guilds.add(event.guildId());
            }
        }
        return guilds;
    }
}
