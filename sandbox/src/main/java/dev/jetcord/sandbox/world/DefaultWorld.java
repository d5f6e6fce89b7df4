package dev.jetcord.sandbox.world;

import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The world a new sandbox starts with: the same guilds, people and roles, with the same ids, every time. */
public final class DefaultWorld {

    /** The guild in which a command is typed when no other is named. */
    public static final long HARBOUR = 1_100_000_000_000_000_000L;

    /** A second guild, on another shard when there are two. */
    public static final long LIGHTHOUSE = HARBOUR + (1L << 22);

    private static final long FIRST_PERSON = 1_000_000_000_000_000_000L;

    private DefaultWorld() {}

    /** Fills an empty world. */
    public static void build(World world) {
        List<User> harbour = people(0, "ada", "grace", "linus", "margaret");
        Guild first = world.createGuild(OptionalLong.of(HARBOUR), "The Harbour", harbour);
        Role crew = world.createRole(first, "Crew", 0);
        Role moderator = world.createRole(first, "Moderator", Permissions.MANAGE_GUILD | Permissions.MANAGE_ROLES);
        world.changeRole(first, harbour.get(1).id(), crew.id(), true);
        world.changeRole(first, harbour.get(2).id(), crew.id(), true);
        world.changeRole(first, harbour.get(1).id(), moderator.id(), true);
        world.createGuild(OptionalLong.of(LIGHTHOUSE), "The Lighthouse", people(2, "linus", "margaret", "barbara"));
    }

    private static List<User> people(int from, String... names) {
        return IntStream.range(0, names.length)
                .mapToObj(i -> new User(FIRST_PERSON + from + i, names[i], capital(names[i]), false))
                .toList();
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
