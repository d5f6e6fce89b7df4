package dev.jetcord.event.directory;

import dev.jetcord.common.directory.DirectoryGuild;
import dev.jetcord.common.directory.DirectoryMember;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.event.question.DirectoryReader;
import dev.jetcord.sandbox.world.Guild;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything about guilds, as texts by their ids that are equal only if all of it is. */
final class Pictures {
    private static final int MOST_MEMBERS = 1000;

    private Pictures() {}

    /** As the sandbox's world has them. */
    static Map<Long, String> of(Collection<Guild> guilds) {
        Map<Long, String> pictures = new TreeMap<>();
        guilds.forEach(guild -> pictures.put(guild.id(), picture(guild)));
        return pictures;
    }

    /** As the directory has them, by the words with which it answers questions. */
    static Map<Long, String> of(Database database) throws Exception {
        return database.<Map<Long, String>, RuntimeException>transaction(handle -> {
            DirectoryReader reader = new DirectoryReader(handle);
            Map<Long, String> pictures = new TreeMap<>();
            for (long id :
                    handle.createQuery("SELECT id FROM guild").mapTo(Long.class).list()) {
                Snowflake guild = new Snowflake(id);
                reader.guild(guild)
                        .ifPresent(found -> pictures.put(
                                id,
                                picture(
                                        found,
                                        reader.members(guild, Optional.empty(), MOST_MEMBERS)
                                                .members())));
            }
            return pictures;
        });
    }

    private static String picture(Guild guild) {
        Set<String> roles = new TreeSet<>();
        guild.roles().forEach(role -> roles.add(role.id() + " " + role.name() + ' ' + role.position()));
        Map<Long, Set<Long>> members = new TreeMap<>();
        guild.members().forEach(member -> members.put(member.user().id(), new TreeSet<>(member.roles())));
        return "%s of %d, complete, %d: %s %s"
                .formatted(guild.name(), guild.owner(), guild.members().size(), roles, members);
    }

    private static String picture(DirectoryGuild guild, List<DirectoryMember> all) {
        Set<String> roles = new TreeSet<>();
        guild.roles().forEach(role -> roles.add(role.id() + " " + role.name() + ' ' + role.position()));
        Map<Long, Set<Long>> members = new TreeMap<>();
        all.forEach(member -> members.put(
                member.userId().value(),
                new TreeSet<>(member.roles().stream().map(Snowflake::value).toList())));
        return "%s of %s, %s, %d: %s %s"
                .formatted(
                        guild.name(),
                        guild.ownerId(),
                        guild.membersComplete() ? "complete" : "incomplete",
                        guild.memberCount(),
                        roles,
                        members);
    }
}
