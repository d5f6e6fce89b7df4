package dev.jetcord.eligibility;

import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.directory.DirectoryRole;
import dev.jetcord.common.directory.MemberAnswer;
import dev.jetcord.common.directory.MemberPage;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import dev.jetcord.eligibility.guild.Guilds;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.World;
import java.util.List;
import java.util.Optional;

/** A directory that always knows what the sandbox knows. */
final class SandboxGuilds implements Guilds {
    private final World world;

    SandboxGuilds(World world) {
        this.world = world;
    }

    @Override
    public Optional<DirectoryGuild> guild(Snowflake id) {
        return world.guild(id.value())
                .map(guild -> new DirectoryGuild(
                        id,
                        guild.name(),
                        new Snowflake(guild.owner()),
                        guild.members().size(),
                        true,
                        true,
                        guild.member(world.bot().user().id()).map(SandboxGuilds::member),
                        guild.roles().stream()
                                .map(role -> new DirectoryRole(
                                        new Snowflake(role.id()),
                                        role.name(),
                                        role.position(),
                                        role.managed(),
                                        Long.toUnsignedString(role.permissions())))
                                .toList()));
    }

    @Override
    public MemberAnswer member(Snowflake guild, Snowflake user) {
        return new MemberAnswer(
                world.guild(guild.value())
                        .flatMap(known -> known.member(user.value()))
                        .map(SandboxGuilds::member),
                true);
    }

    @Override
    public MemberPage members(Snowflake id, Optional<Snowflake> after, int limit) {
        Optional<Guild> guild = world.guild(id.value());
        List<DirectoryMember> page = guild.stream()
                .flatMap(known -> known.membersAfter(after.map(Snowflake::value).orElse(0L)).stream())
                .limit(limit)
                .map(SandboxGuilds::member)
                .toList();
        return new MemberPage(
                page,
                page.size() < limit
                        ? Optional.empty()
                        : Optional.of(page.getLast().userId()));
    }

    @Override
    public void forget(Snowflake user) {
        // The sandbox's world goes on.
    }

    private static DirectoryMember member(Member member) {
        return new DirectoryMember(
                new Snowflake(member.user().id()),
                member.roles().stream().map(Snowflake::new).sorted().toList(),
                Optional.of(member.joinedAt()),
                member.user().bot(),
                new Version(1, 1));
    }
}
