package dev.jetcord.eligibility;

import dev.jetcord.common.directory.DirectoryAwayException;
import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.directory.MemberAnswer;
import dev.jetcord.common.directory.MemberPage;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.guild.Guilds;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A directory that is away, or has fallen behind, when a test has it so. Thread-safe. */
final class UnsteadyGuilds implements Guilds {
    private final SandboxGuilds steady;
    private final Map<Snowflake, Optional<DirectoryGuild>> oldGuilds = new ConcurrentHashMap<>();
    private final Map<Snowflake, MemberAnswer> oldMembers = new ConcurrentHashMap<>();
    private volatile boolean away;

    UnsteadyGuilds(SandboxGuilds steady) {
        this.steady = steady;
    }

    /** It answers nothing. */
    void goAway() {
        away = true;
    }

    /** What changes from now on in a guild, and of one of its members, it does not come to know. */
    void fallBehind(Snowflake guild, Snowflake user) {
        oldGuilds.put(guild, steady.guild(guild));
        oldMembers.put(user, steady.member(guild, user));
    }

    /** It answers, and knows everything. */
    void recover() {
        away = false;
        oldGuilds.clear();
        oldMembers.clear();
    }

    @Override
    public Optional<DirectoryGuild> guild(Snowflake guild) throws DirectoryAwayException {
        requireThere();
        Optional<DirectoryGuild> old = oldGuilds.get(guild);
        return old == null ? steady.guild(guild) : old;
    }

    @Override
    public MemberAnswer member(Snowflake guild, Snowflake user) throws DirectoryAwayException {
        requireThere();
        MemberAnswer old = oldMembers.get(user);
        return old == null ? steady.member(guild, user) : old;
    }

    @Override
    public MemberPage members(Snowflake guild, Optional<Snowflake> after, int limit) throws DirectoryAwayException {
        requireThere();
        return steady.members(guild, after, limit);
    }

    @Override
    public void forget(Snowflake user) throws DirectoryAwayException {
        requireThere();
        steady.forget(user);
    }

    private void requireThere() throws DirectoryAwayException {
        if (away) {
            throw new DirectoryAwayException("the test has it so");
        }
    }
}
