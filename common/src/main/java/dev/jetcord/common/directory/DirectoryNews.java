package dev.jetcord.common.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the directory concludes from other events, as the bodies on {@code events.derived.<name>.<partition>}: what became
 * different, and not that something was learned. It is told at least once, with an id made of its cause's, and where events
 * were missed meanwhile only how it ended.
 */
public sealed interface DirectoryNews {
    /** The guild it is about. */
    Snowflake guildId();

    /** Its name in the subject. */
    String event();

    /** What is told apart, with its cause's id, from other news of the same cause. */
    String suffix();

    /** {@code ce-type}. */
    default String type() {
        return "dev.jetcord." + event() + ".v1";
    }

    /** Where it is published. */
    default String subject() {
        return Subjects.forDerived(event(), Partition.of(guildId()));
    }

    /** The message's body. */
    default byte[] encode() {
        return WireJson.write(this);
    }

    /** The bot was added to a guild; a guild that only comes back with a new session was not. */
    record GuildJoined(Snowflake guildId, String name) implements DirectoryNews {
        public GuildJoined {
            requireNonNull(guildId, "guildId");
            requireNonNull(name, "name");
        }

        @Override
        public String event() {
            return "guild_joined";
        }

        @Override
        public String suffix() {
            return event();
        }
    }

    /** The bot was removed from a guild, perhaps while nobody looked; an outage is none. */
    record GuildLeft(Snowflake guildId) implements DirectoryNews {
        public GuildLeft {
            requireNonNull(guildId, "guildId");
        }

        @Override
        public String event() {
            return "guild_left";
        }

        @Override
        public String suffix() {
            return event() + ':' + guildId;
        }
    }

    /** A user came to a guild. */
    record MemberJoined(
            Snowflake guildId, Snowflake userId, List<Snowflake> roles, Optional<Instant> joinedAt, boolean bot)
            implements DirectoryNews {
        public MemberJoined {
            requireNonNull(guildId, "guildId");
            requireNonNull(userId, "userId");
            requireNonNull(joinedAt, "joinedAt");
            roles = List.copyOf(roles);
        }

        @Override
        public String event() {
            return "member_joined";
        }

        @Override
        public String suffix() {
            return event() + ':' + userId;
        }
    }

    /** A user left a guild, or was removed. */
    record MemberLeft(Snowflake guildId, Snowflake userId) implements DirectoryNews {
        public MemberLeft {
            requireNonNull(guildId, "guildId");
            requireNonNull(userId, "userId");
        }

        @Override
        public String event() {
            return "member_left";
        }

        @Override
        public String suffix() {
            return event() + ':' + userId;
        }
    }

    /**
     * A member's roles are others than before. A role that the guild has no more is not told of.
     *
     * @param roles all that the member has now
     */
    record MemberRolesChanged(
            Snowflake guildId, Snowflake userId, List<Snowflake> added, List<Snowflake> removed, List<Snowflake> roles)
            implements DirectoryNews {
        public MemberRolesChanged {
            requireNonNull(guildId, "guildId");
            requireNonNull(userId, "userId");
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            roles = List.copyOf(roles);
        }

        @Override
        public String event() {
            return "member_roles_changed";
        }

        @Override
        public String suffix() {
            return event() + ':' + userId;
        }
    }
}
