package dev.jetcord.event.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Version;
import dev.jetcord.event.directory.GuildRow.MemberRequest;
import dev.jetcord.event.state.RoleFacts;
import dev.jetcord.event.state.StateEvent.GuildAppeared;
import dev.jetcord.event.state.StateEvent.GuildChanged;
import dev.jetcord.event.state.StateEvent.GuildLeft;
import dev.jetcord.event.state.StateEvent.GuildUnavailable;
import dev.jetcord.event.state.StateEvent.MemberCame;
import dev.jetcord.event.state.StateEvent.MemberChanged;
import dev.jetcord.event.state.StateEvent.MemberWent;
import dev.jetcord.event.state.StateEvent.MembersListed;
import dev.jetcord.event.state.StateEvent.OfGuild;
import dev.jetcord.event.state.StateEvent.RoleChanged;
import dev.jetcord.event.state.StateEvent.RoleDeleted;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Applies events of guilds whose rows are locked. Not thread-safe. */
final class GuildEvents {
    /** Of a deleted role, so many members are checked at once; the others with their guild's next sync. */
    private static final int MOST_HOLDERS = 10_000;

    private final MemberTable memberTable;
    private final MemberChanges members;
    private final RoleTable roles;
    private final Causes causes;
    private final Instant beginning;

    /** @param beginning a guild that was joined before then, and is not known, is no news */
    GuildEvents(MemberTable memberTable, MemberChanges members, RoleTable roles, Causes causes, Instant beginning) {
        this.memberTable = requireNonNull(memberTable, "memberTable");
        this.members = requireNonNull(members, "members");
        this.roles = requireNonNull(roles, "roles");
        this.causes = requireNonNull(causes, "causes");
        this.beginning = requireNonNull(beginning, "beginning");
    }

    void apply(OfGuild event, GuildRow guild, EventEnvelope cause) {
        Version version = cause.version();
        switch (event) {
            case GuildAppeared appeared -> appeared(appeared, guild, cause);
            case GuildChanged changed -> {
                guild.see(version, changed.name(), changed.ownerId());
                changed.roles().ifPresent(list -> listed(guild, list, cause));
            }
            case GuildLeft _ -> left(guild, cause);
            case GuildUnavailable _ -> guild.setAvailable(version, false);
            case RoleChanged changed -> {
                if (version.compareTo(guild.roleFloor()) > 0) {
                    roles.save(guild.id(), version, List.of(changed.role()));
                }
            }
            case RoleDeleted deleted -> {
                if (version.compareTo(guild.roleFloor()) > 0) {
                    // What waits was said before, when the role was still there.
                    members.flush();
                    if (roles.delete(guild.id(), version, deleted.roleId())) {
                        gone(guild, Set.of(deleted.roleId()), cause);
                    }
                }
            }
            case MemberCame came -> members.came(guild, came.member(), cause);
            case MemberChanged changed -> members.changed(guild, changed.member(), cause);
            case MemberWent went -> members.went(guild, went.userId(), cause);
            case MembersListed chunk -> chunk(chunk, guild, cause);
        }
    }

    private void appeared(GuildAppeared appeared, GuildRow guild, EventEnvelope cause) {
        Version version = cause.version();
        boolean newest = version.compareTo(guild.created) > 0 && version.compareTo(guild.left) > 0;
        boolean joined = newest
                && appeared.joinedAt()
                        .filter(at -> at.isAfter(guild.joinedAt.orElse(beginning)))
                        .isPresent();
        guild.see(version, appeared.name(), appeared.ownerId());
        guild.setAvailable(version, true);
        if (version.compareTo(guild.created) > 0) {
            guild.created = version;
            guild.joinedAt = appeared.joinedAt().or(() -> guild.joinedAt);
            guild.memberCount = appeared.memberCount();
        }
        if (joined) {
            causes.guildJoined(guild, cause);
        }
        listed(guild, appeared.roles(), cause);
        members.listed(guild, appeared.members(), cause);
        if (appeared.complete()) {
            complete(guild, version, cause);
        }
    }

    private void left(GuildRow guild, EventEnvelope cause) {
        if (cause.version().compareTo(guild.left) <= 0) {
            return;
        }
        boolean wasPresent = guild.present();
        members.flush();
        guild.left = cause.version();
        guild.leftAt = Optional.of(cause.time());
        if (wasPresent && !guild.present()) {
            causes.guildLeft(guild.id(), cause);
        }
    }

    private void listed(GuildRow guild, List<RoleFacts> list, EventEnvelope cause) {
        Version version = cause.version();
        if (version.compareTo(guild.roleFloor()) <= 0) {
            return;
        }
        members.flush();
        roles.save(guild.id(), version, list);
        Set<Long> retired = roles.retire(guild.id(), version);
        guild.rolesListed = version;
        gone(guild, retired, cause);
    }

    /** Discord says of the role that it was deleted, and not of each member that one role is less. */
    private void gone(GuildRow guild, Set<Long> deleted, EventEnvelope cause) {
        Set<Long> concerned = causes.concerned(guild.id(), deleted);
        if (!concerned.isEmpty()) {
            memberTable
                    .holders(guild, concerned, MOST_HOLDERS)
                    .forEach(member -> causes.rolesDeleted(member, deleted, cause));
        }
    }

    private void chunk(MembersListed chunk, GuildRow guild, EventEnvelope cause) {
        members.listed(guild, chunk.members(), cause);
        Optional<MemberRequest> ours = guild.request.filter(
                request -> chunk.nonce().filter(request.nonce()::equals).isPresent());
        if (ours.isEmpty()) {
            return;
        }
        MemberRequest request = ours.get().with(chunk.index(), cause.version(), cause.time());
        if (request.chunks().size() < chunk.count()) {
            guild.request = Optional.of(request);
            return;
        }
        guild.request = Optional.empty();
        complete(guild, request.lowest().orElse(cause.version()), cause);
    }

    /** Every member that is older than the list is gone. */
    private void complete(GuildRow guild, Version listed, EventEnvelope cause) {
        if (listed.compareTo(guild.memberFloor()) <= 0) {
            return;
        }
        members.flush();
        memberTable.retire(guild.id(), listed, guild.left).forEach(user -> causes.memberLeft(guild.id(), user, cause));
        guild.membersListed = listed;
    }
}
