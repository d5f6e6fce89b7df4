package dev.jetcord.common.directory;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import java.util.Optional;

/** What the directory can be asked. Each kind has a subject of its own. */
public sealed interface DirectoryQuestion {
    /** Where it is asked. */
    String subject();

    /** A guild with its roles; answered by a {@link Found} {@link DirectoryGuild}. */
    record OfGuild(Snowflake guildId) implements DirectoryQuestion {
        public OfGuild {
            requireNonNull(guildId, "guildId");
        }

        @Override
        public String subject() {
            return Subjects.DIRECTORY_GUILD;
        }
    }

    /** A member; answered by a {@link MemberAnswer}. */
    record OfMember(Snowflake guildId, Snowflake userId) implements DirectoryQuestion {
        public OfMember {
            requireNonNull(guildId, "guildId");
            requireNonNull(userId, "userId");
        }

        @Override
        public String subject() {
            return Subjects.DIRECTORY_MEMBER;
        }
    }

    /**
     * Members in the order of their ids; answered by a {@link MemberPage}.
     *
     * @param after the last user id of the page before
     * @param limit 1 to {@value #MOST}
     */
    record OfMembers(Snowflake guildId, Optional<Snowflake> after, int limit) implements DirectoryQuestion {
        public static final int MOST = 1000;

        public OfMembers {
            requireNonNull(guildId, "guildId");
            requireNonNull(after, "after");
            if (limit < 1 || limit > MOST) {
                throw new IllegalArgumentException("A page has 1 to " + MOST + " members");
            }
        }

        @Override
        public String subject() {
            return Subjects.DIRECTORY_MEMBERS;
        }
    }

    /** That a user asks to be forgotten; answered by a {@link Forgotten}. Asking twice does no harm. */
    record ToForget(Snowflake userId) implements DirectoryQuestion {
        public ToForget {
            requireNonNull(userId, "userId");
        }

        @Override
        public String subject() {
            return Subjects.DIRECTORY_FORGET;
        }
    }

    /** The answer about a guild; empty for one that the bot is not in. */
    record Found(Optional<DirectoryGuild> guild) {
        public Found {
            requireNonNull(guild, "guild");
        }
    }

    /**
     * The answer to a user who asks to be forgotten.
     *
     * @param memberships of which the directory knew
     */
    record Forgotten(int memberships) {}

    /** The answer to what cannot be answered. */
    record Refused(String error) {
        public Refused {
            requireNonNull(error, "error");
        }
    }
}
