package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.event.state.MemberFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Changes of members that wait to be written together: their rows are read at once, the changes applied in order, and what
 * has become of each row written once. Not thread-safe.
 */
final class MemberChanges {
    private static final int MOST = 2000;

    private final MemberTable table;
    private final RoleTable roles;
    private final Causes causes;
    private final List<Change> waiting = new ArrayList<>();

    MemberChanges(MemberTable table, RoleTable roles, Causes causes) {
        this.table = requireNonNull(table, "table");
        this.roles = requireNonNull(roles, "roles");
        this.causes = requireNonNull(causes, "causes");
    }

    void came(GuildRow guild, MemberFacts facts, EventEnvelope cause) {
        add(new Change(guild, facts.userId(), Optional.of(facts), Way.CAME, cause));
    }

    void changed(GuildRow guild, MemberFacts facts, EventEnvelope cause) {
        add(new Change(guild, facts.userId(), Optional.of(facts), Way.CHANGED, cause));
    }

    void listed(GuildRow guild, List<MemberFacts> members, EventEnvelope cause) {
        // Of a guild that was never complete, a member who is new here is no new member.
        Way way = guild.wasComplete() ? Way.LISTED : Way.LEARNED;
        members.forEach(facts -> add(new Change(guild, facts.userId(), Optional.of(facts), way, cause)));
    }

    void went(GuildRow guild, long user, EventEnvelope cause) {
        add(new Change(guild, user, Optional.empty(), Way.WENT, cause));
    }

    private void add(Change change) {
        // What is older than the guild's newest complete list, or than its leave, is of no account.
        if (change.cause().version().compareTo(change.guild().memberFloor()) >= 0
                && change.cause().version().compareTo(change.guild().left) > 0) {
            waiting.add(change);
        }
        if (waiting.size() >= MOST) {
            flush();
        }
    }

    /** Writes what waits. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        Set<MemberRow.Key> keys = HashSet.newHashSet(waiting.size());
        Set<Long> users = new TreeSet<>();
        Set<Long> guilds = new HashSet<>();
        for (Change change : waiting) {
            keys.add(change.key());
            users.add(change.user());
            guilds.add(change.guild().id());
        }
        Set<Long> forgotten = table.forgotten(users);
        Map<MemberRow.Key, MemberRow> rows = table.find(keys);
        Map<Long, Set<Long>> live = roles.live(guilds);
        Map<MemberRow.Key, MemberRow> written = new HashMap<>();
        for (Change change : waiting) {
            if (!forgotten.contains(change.user())) {
                apply(change, rows, written, live.getOrDefault(change.guild().id(), Set.of()));
            }
        }
        table.save(written.values());
        waiting.clear();
    }

    private void apply(
            Change change, Map<MemberRow.Key, MemberRow> rows, Map<MemberRow.Key, MemberRow> written, Set<Long> live) {
        Optional<MemberRow> before = Optional.ofNullable(rows.get(change.key()));
        if (before.isPresent()
                && change.cause().version().compareTo(before.get().version()) <= 0) {
            return;
        }
        MemberRow now = change.row(before);
        rows.put(now.key(), now);
        written.put(now.key(), now);
        // One who was a member before the bot left the guild, or before a list without them, is not one any more.
        Optional<MemberRow> member = before.filter(MemberRow::here)
                .filter(row -> row.version().compareTo(change.guild().memberFloor()) >= 0)
                .filter(row -> row.version().compareTo(change.guild().left) > 0);
        if (now.here()) {
            boolean listed = change.way() == Way.LISTED || change.way() == Way.LEARNED;
            if (member.isPresent()) {
                causes.rolesChanged(member.get(), now, live, change.cause(), listed);
            } else if (change.way() == Way.CAME || change.way() == Way.LISTED) {
                causes.memberJoined(now, change.cause(), listed);
            }
        } else if (member.isPresent() || (before.isEmpty() && !change.guild().wasComplete())) {
            causes.memberLeft(change.guild().id(), change.user(), change.cause());
        }
    }

    private enum Way {
        CAME,
        CHANGED,
        /** In a list of a guild whose members were all known. */
        LISTED,
        /** In a list of a guild whose members are still being learned. */
        LEARNED,
        WENT
    }

    private record Change(GuildRow guild, long user, Optional<MemberFacts> facts, Way way, EventEnvelope cause) {
        MemberRow.Key key() {
            return new MemberRow.Key(guild.id(), user);
        }

        MemberRow row(Optional<MemberRow> before) {
            // An update may leave the time out; it is the same as long as the member stays.
            return facts.map(known -> new MemberRow(
                            key(),
                            cause.version(),
                            true,
                            known.roles(),
                            known.joinedAt()
                                    .or(() -> before.filter(MemberRow::here).flatMap(MemberRow::joinedAt)),
                            known.bot()))
                    .orElseGet(() -> new MemberRow(key(), cause.version(), false, List.of(), Optional.empty(), false));
        }
    }
}
