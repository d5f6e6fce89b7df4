package dev.jetcord.event.state;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gateway event, as far as the directory needs it (Discord, "Receive Events"). */
public sealed interface StateEvent {
    /** What is of one guild. */
    sealed interface OfGuild extends StateEvent {
        long guildId();
    }

    /** A session began; these are all the guilds of its shard. */
    record SessionBegan(ShardKey shard, long botId, Set<Long> guilds) implements StateEvent {
        public SessionBegan {
            guilds = Set.copyOf(guilds);
        }
    }

    /** A session is gone, and with it what it had not delivered. */
    record SessionLost(ShardKey shard) implements StateEvent {}

    /**
     * GUILD_CREATE.
     *
     * @param joinedAt when the bot came
     * @param memberCount of the whole guild
     * @param members a part of them; or all
     */
    record GuildAppeared(
            long guildId,
            String name,
            long ownerId,
            Optional<Instant> joinedAt,
            int memberCount,
            List<RoleFacts> roles,
            List<MemberFacts> members)
            implements OfGuild {
        public GuildAppeared {
            roles = List.copyOf(roles);
            members = List.copyOf(members);
        }

        /** Whether every member is listed. */
        public boolean complete() {
            return memberCount > 0 && members.size() >= memberCount;
        }
    }

    /** GUILD_UPDATE. */
    record GuildChanged(long guildId, String name, long ownerId, Optional<List<RoleFacts>> roles) implements OfGuild {
        public GuildChanged {
            roles = roles.map(List::copyOf);
        }
    }

    /** GUILD_DELETE of a guild that the bot was removed from. */
    record GuildLeft(long guildId) implements OfGuild {}

    /** GUILD_DELETE or GUILD_CREATE of a guild in which Discord has an outage. */
    record GuildUnavailable(long guildId) implements OfGuild {}

    /** GUILD_ROLE_CREATE and GUILD_ROLE_UPDATE. */
    record RoleChanged(long guildId, RoleFacts role) implements OfGuild {}

    /** GUILD_ROLE_DELETE. */
    record RoleDeleted(long guildId, long roleId) implements OfGuild {}

    /** GUILD_MEMBER_ADD. */
    record MemberCame(long guildId, MemberFacts member) implements OfGuild {}

    /** GUILD_MEMBER_UPDATE. */
    record MemberChanged(long guildId, MemberFacts member) implements OfGuild {}

    /** GUILD_MEMBER_REMOVE. */
    record MemberWent(long guildId, long userId) implements OfGuild {}

    /**
     * GUILD_MEMBERS_CHUNK.
     *
     * @param nonce of the request that it answers
     * @param index from 0 to one less than {@code count}
     */
    record MembersListed(long guildId, Optional<String> nonce, int index, int count, List<MemberFacts> members)
            implements OfGuild {
        public MembersListed {
            members = List.copyOf(members);
        }
    }

    /** What the directory has no use for. */
    record Other() implements StateEvent {}
}
