package dev.jetcord.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/**
 * The guilds that the bot is in. Every change is told to the gateway as Discord tells it, after it has happened.
 * Thread-safe; no lock is held while the gateway is told.
 */
public final class World {
    /** As if an administrator had moved it above all others, of which a guild has at most 250. */
    public static final int BOT_ROLE_POSITION = 250;

    private final Bot bot;
    private final Snowflakes snowflakes;
    private final InstantSource clock;
    private final Dispatch.Sink gateway;
    private final ConcurrentNavigableMap<Long, Guild> guilds = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<Long, User> users = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<Long, Channel> directChannels = new ConcurrentHashMap<>();

    public World(Bot bot, Snowflakes snowflakes, InstantSource clock, Dispatch.Sink gateway) {
        this.bot = bot;
        this.snowflakes = snowflakes;
        this.clock = clock;
        this.gateway = gateway;
        users.put(bot.user().id(), bot.user());
    }

    public Bot bot() {
        return bot;
    }

    public Collection<Guild> guilds() {
        return guilds.values();
    }

    public Optional<Guild> guild(long guild) {
        return Optional.ofNullable(guilds.get(guild));
    }

    public Optional<User> user(long user) {
        return Optional.ofNullable(users.get(user));
    }

    /** The guild's channel, or the direct channel, with that id. */
    public Optional<Channel> channel(long channel) {
        for (Channel direct : directChannels.values()) {
            if (direct.id() == channel) {
                return Optional.of(direct);
            }
        }
        return guilds.values().stream()
                .flatMap(guild -> guild.channel(channel).stream())
                .findFirst();
    }

    /** The direct channel between the bot and a user. */
    public Channel directChannel(User user) {
        return directChannels.computeIfAbsent(
                user.id(), id -> new Channel(snowflakes.next(), Channel.Kind.DIRECT, "", OptionalLong.empty(), 0));
    }

    /**
     * A new guild with {@code @everyone}, the bot's own role, a channel and members, of whom the first owns it. The
     * bot's shard is told once it is complete.
     *
     * @param id a snowflake of the caller's choice; absent: a new one
     * @throws IllegalArgumentException if the name is not 2 to 100 characters long
     */
    public Guild createGuild(OptionalLong id, String name, List<User> people) {
        return createGuild(id, name, people, 0);
    }

    /**
     * As {@link #createGuild(OptionalLong, String, List)}, with the first so many of the people in a voice channel: those
     * come with GUILD_CREATE however large the guild is.
     */
    public Guild createGuild(OptionalLong id, String name, List<User> people, int inVoice) {
        long guildId = id.orElseGet(snowflakes::next);
        long owner = people.isEmpty() ? bot.user().id() : people.getFirst().id();
        Guild guild = new Guild(guildId, name, owner, clock.instant());
        Role botRole = new Role(
                snowflakes.next(),
                bot.user().username(),
                Permissions.EVERYONE | Permissions.MANAGE_ROLES,
                BOT_ROLE_POSITION,
                true);
        guild.put(new Role(guildId, "@everyone", Permissions.EVERYONE, 0, false));
        guild.put(botRole);
        guild.put(new Channel(snowflakes.next(), Channel.Kind.TEXT, "general", OptionalLong.of(guildId), 0));
        guild.put(new Member(bot.user(), Set.of(botRole.id()), Optional.empty(), clock.instant()));
        for (User person : people) {
            users.put(person.id(), person);
            guild.put(new Member(person, Set.of(), Optional.empty(), clock.instant()));
        }
        if (inVoice > 0) {
            Channel lounge = new Channel(snowflakes.next(), Channel.Kind.VOICE, "lounge", OptionalLong.of(guildId), 1);
            guild.put(lounge);
            people.stream().limit(inVoice).forEach(person -> guild.joinVoice(person.id(), lounge));
        }
        if (guilds.putIfAbsent(guildId, guild) != null) {
            throw new IllegalArgumentException("a guild with id %s exists".formatted(Json.id(guildId)));
        }
        // Whether a session wants presences differs; a guild that is joined is told as if none did.
        var told = guild.toldMembers(bot.user().id(), false, DiscordLimits.LARGE_THRESHOLD);
        gateway.accept(Dispatch.of("GUILD_CREATE", guildId, guild.toGuildCreate(told, DiscordLimits.LARGE_THRESHOLD)));
        return guild;
    }

    /** So many guilds with the same people, whose ids spread evenly over any number of shards. */
    public List<Guild> createGuilds(int count, String name, List<User> people) {
        long first = snowflakes.spread(count);
        return IntStream.range(0, count)
                .mapToObj(index -> createGuild(OptionalLong.of(Snowflakes.after(first, index)), name, people))
                .toList();
    }

    /** A person who is in no guild yet. */
    public User createUser(String username) {
        User user = new User(snowflakes.next(), username, username, false);
        users.put(user.id(), user);
        return user;
    }

    /** The bot is removed from the guild. */
    public boolean removeGuild(long guild) {
        if (guilds.remove(guild) == null) {
            return false;
        }
        gateway.accept(Dispatch.of("GUILD_DELETE", guild, Json.object().put("id", Json.id(guild))));
        return true;
    }

    public Member addMember(Guild guild, User user, Set<Long> roles, Optional<String> nick) {
        users.put(user.id(), user);
        Member member = new Member(user, roles, nick, clock.instant());
        guild.put(member);
        ObjectNode data = member.toJson().put("guild_id", Json.id(guild.id()));
        gateway.accept(Dispatch.of("GUILD_MEMBER_ADD", guild.id(), data));
        return member;
    }

    public boolean removeMember(Guild guild, long user) {
        Optional<Member> removed = guild.removeMember(user);
        removed.ifPresent(member -> {
            ObjectNode data = Json.object().put("guild_id", Json.id(guild.id()));
            data.set("user", member.user().toJson());
            gateway.accept(Dispatch.of("GUILD_MEMBER_REMOVE", guild.id(), data));
        });
        return removed.isPresent();
    }

    /** A role above those that were there, and below the bot's own. */
    public Role createRole(Guild guild, String name, long permissions) {
        return createRole(guild, name, permissions, guild.roles().size());
    }

    /** A role at a position in the hierarchy; the bot's own is at {@link #BOT_ROLE_POSITION}. */
    public Role createRole(Guild guild, String name, long permissions, int position) {
        Role role = new Role(snowflakes.next(), name, permissions, position, false);
        guild.put(role);
        ObjectNode data = Json.object().put("guild_id", Json.id(guild.id()));
        data.set("role", role.toJson());
        gateway.accept(Dispatch.of("GUILD_ROLE_CREATE", guild.id(), data));
        return role;
    }

    /** Removes the role from the guild and from every member; Discord tells of the role only. */
    public boolean removeRole(Guild guild, long role) {
        if (role == guild.id() || guild.removeRole(role).isEmpty()) {
            return false;
        }
        for (Member member : guild.members()) {
            if (member.roles().contains(role)) {
                guild.replace(member.user().id(), had -> had.without(role));
            }
        }
        ObjectNode data = Json.object().put("guild_id", Json.id(guild.id())).put("role_id", Json.id(role));
        gateway.accept(Dispatch.of("GUILD_ROLE_DELETE", guild.id(), data));
        return true;
    }

    /** Gives or takes a role; Discord tells of a change only. Empty if there is no such member. */
    public Optional<Member> changeRole(Guild guild, long user, long role, boolean grant) {
        boolean[] changed = new boolean[1];
        Optional<Member> member = guild.replace(user, had -> {
            changed[0] = had.roles().contains(role) != grant;
            return grant ? had.with(role) : had.without(role);
        });
        if (changed[0]) {
            member.ifPresent(now -> {
                ObjectNode data = now.toJson().put("guild_id", Json.id(guild.id()));
                gateway.accept(Dispatch.of("GUILD_MEMBER_UPDATE", guild.id(), data));
            });
        }
        return member;
    }

    public Channel createChannel(Guild guild, String name) {
        Channel channel = new Channel(
                snowflakes.next(),
                Channel.Kind.TEXT,
                name,
                OptionalLong.of(guild.id()),
                guild.channels().size());
        guild.put(channel);
        gateway.accept(Dispatch.of("CHANNEL_CREATE", guild.id(), channel.toJson()));
        return channel;
    }
}
