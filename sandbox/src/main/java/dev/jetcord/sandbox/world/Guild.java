package dev.jetcord.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A guild and all that is in it. Thread-safe; readers never wait. Changes go through {@link World}, which tells the gateway. */
public final class Guild {

    private final long id;
    private final String name;
    private final long owner;
    private final Instant botJoinedAt;
    private final ConcurrentNavigableMap<Long, Role> roles = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<Long, Channel> channels = new ConcurrentSkipListMap<>();
    private final ConcurrentNavigableMap<Long, Member> members = new ConcurrentSkipListMap<>();
    /** Channel ids by user id. */
    private final ConcurrentNavigableMap<Long, Long> voice = new ConcurrentSkipListMap<>();

    Guild(long id, String name, long owner, Instant botJoinedAt) {
        if (name.length() < 2 || name.length() > 100) {
            throw new IllegalArgumentException("a guild name has 2 to 100 characters, not '%s'".formatted(name));
        }
        this.id = id;
        this.name = name;
        this.owner = owner;
        this.botJoinedAt = botJoinedAt;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    public long owner() {
        return owner;
    }

    public Collection<Role> roles() {
        return roles.values();
    }

    public Collection<Channel> channels() {
        return channels.values();
    }

    /** In the order of their ids, as Discord lists them. */
    public Collection<Member> members() {
        return members.values();
    }

    /** Members whose id is greater than {@code after}, in order. */
    public Collection<Member> membersAfter(long after) {
        return members.tailMap(after, false).values();
    }

    public Optional<Member> member(long user) {
        return Optional.ofNullable(members.get(user));
    }

    public Optional<Role> role(long role) {
        return Optional.ofNullable(roles.get(role));
    }

    public Optional<Channel> channel(long channel) {
        return Optional.ofNullable(channels.get(channel));
    }

    /** What the member may do: everything for the owner, else the sum of the roles. Permissions, Permission Hierarchy. */
    public long permissions(Member member) {
        if (member.user().id() == owner) {
            return Permissions.ALL;
        }
        long sum = role(id).map(Role::permissions).orElse(0L);
        for (long role : member.roles()) {
            sum |= role(role).map(Role::permissions).orElse(0L);
        }
        return (sum & Permissions.ADMINISTRATOR) == 0 ? sum : Permissions.ALL;
    }

    /**
     * The members that come with GUILD_CREATE: all of a small guild if presences are wanted, else the bot and those in
     * voice channels. Gateway Events, Guild Create; Gateway, GUILD_PRESENCES.
     */
    public Collection<Member> toldMembers(long bot, boolean presences, int largeThreshold) {
        if (presences && members.size() <= largeThreshold) {
            return members();
        }
        return Stream.concat(Stream.of(bot), voice.keySet().stream())
                .flatMap(user -> member(user).stream())
                .toList();
    }

    /** A member sits down in a voice channel. */
    void joinVoice(long user, Channel channel) {
        voice.put(user, channel.id());
    }

    void put(Role role) {
        roles.put(role.id(), role);
    }

    void put(Channel channel) {
        channels.put(channel.id(), channel);
    }

    void put(Member member) {
        members.put(member.user().id(), member);
    }

    Optional<Member> replace(long user, UnaryOperator<Member> change) {
        return Optional.ofNullable(members.computeIfPresent(user, (id, member) -> change.apply(member)));
    }

    Optional<Member> removeMember(long user) {
        voice.remove(user);
        return Optional.ofNullable(members.remove(user));
    }

    Optional<Role> removeRole(long role) {
        return Optional.ofNullable(roles.remove(role));
    }

    /** As REST gives it: without members and channels. Guild, Guild Object. */
    public ObjectNode toJson() {
        ObjectNode guild = Json.object()
                .put("id", Json.id(id))
                .put("name", name)
                .putNull("icon")
                .putNull("splash")
                .putNull("discovery_splash")
                .putNull("banner")
                .putNull("description")
                .putNull("home_header")
                .put("owner_id", Json.id(owner))
                .put("region", "local")
                .putNull("afk_channel_id")
                .put("afk_timeout", 300)
                .put("verification_level", 0)
                .put("default_message_notifications", 0)
                .put("explicit_content_filter", 0)
                .put("mfa_level", 0)
                .putNull("application_id")
                .putNull("system_channel_id")
                .put("system_channel_flags", 0)
                .putNull("rules_channel_id")
                .putNull("public_updates_channel_id")
                .putNull("safety_alerts_channel_id")
                .putNull("vanity_url_code")
                .put("premium_tier", 0)
                .put("premium_subscription_count", 0)
                .put("premium_progress_bar_enabled", false)
                .put("preferred_locale", "en-US")
                .put("nsfw_level", 0)
                .put("nsfw", false)
                .put("max_members", 500_000);
        guild.putArray("features");
        guild.putArray("emojis");
        guild.putArray("stickers");
        var list = guild.putArray("roles");
        roles().forEach(role -> list.add(role.toJson()));
        return guild;
    }

    /** As GUILD_CREATE gives it, with the members that the session is told of. Gateway Events, Guild Create. */
    public ObjectNode toGuildCreate(Collection<Member> told, int largeThreshold) {
        ObjectNode guild = toJson().put("joined_at", botJoinedAt.toString())
                .put("large", members.size() > largeThreshold)
                .put("unavailable", false)
                .put("member_count", members.size());
        var memberList = guild.putArray("members");
        told.forEach(member -> memberList.add(member.toJson()));
        var channelList = guild.putArray("channels");
        channels().forEach(channel -> channelList.add(channel.toJson()));
        var voiceStates = guild.putArray("voice_states");
        voice.forEach((user, channel) -> voiceStates
                .addObject()
                .put("user_id", Json.id(user))
                .put("channel_id", Json.id(channel))
                .put("session_id", Json.id(user))
                .put("deaf", false)
                .put("mute", false)
                .put("self_deaf", false)
                .put("self_mute", false)
                .put("self_video", false)
                .put("suppress", false)
                .putNull("request_to_speak_timestamp"));
        for (String empty :
                new String[] {"threads", "presences", "stage_instances", "guild_scheduled_events", "soundboard_sounds"
                }) {
            guild.putArray(empty);
        }
        return guild;
    }
}
