package dev.jetcord.eligibility.guild;

import dev.jetcord.common.directory.DirectoryAwayException;
import dev.jetcord.common.directory.DirectoryClient;
import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.directory.MemberAnswer;
import dev.jetcord.common.directory.MemberPage;
import dev.jetcord.common.wire.Snowflake;
import java.util.Optional;

/** Which guilds, roles and members exist. As {@link DirectoryClient}, which says more of each. Thread-safe. */
public interface Guilds {
    /** To a user whose guild the directory does not know: it was joined a moment ago. */
    String UNKNOWN = "This server is not known yet. Try again in a minute.";

    Optional<DirectoryGuild> guild(Snowflake guild) throws DirectoryAwayException, InterruptedException;

    MemberAnswer member(Snowflake guild, Snowflake user) throws DirectoryAwayException, InterruptedException;

    MemberPage members(Snowflake guild, Optional<Snowflake> after, int limit)
            throws DirectoryAwayException, InterruptedException;

    void forget(Snowflake user) throws DirectoryAwayException, InterruptedException;

    /** The directory's own word. */
    static Guilds of(DirectoryClient directory) {
        return new Guilds() {
            @Override
            public Optional<DirectoryGuild> guild(Snowflake guild) throws DirectoryAwayException, InterruptedException {
                return directory.guild(guild);
            }

            @Override
            public MemberAnswer member(Snowflake guild, Snowflake user)
                    throws DirectoryAwayException, InterruptedException {
                return directory.member(guild, user);
            }

            @Override
            public MemberPage members(Snowflake guild, Optional<Snowflake> after, int limit)
                    throws DirectoryAwayException, InterruptedException {
                return directory.members(guild, after, limit);
            }

            @Override
            public void forget(Snowflake user) throws DirectoryAwayException, InterruptedException {
                directory.forget(user);
            }
        };
    }
}
