package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Channel;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.Role;
import dev.jetcord.sandbox.world.User;
import dev.jetcord.sandbox.world.World;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Finds the users, roles and channels that a user names, and collects their objects. Not thread-safe. Receiving and
 * Responding, Resolved Data Structure.
 */
final class Resolved {

    private final World world;
    private final Place place;
    private final ObjectNode json = Json.object();

    Resolved(World world, Place place) {
        this.world = world;
        this.place = place;
    }

    ObjectNode toJson() {
        return json;
    }

    /** By id, mention or name. */
    Optional<String> user(String text) {
        String wanted = bare(text);
        OptionalLong id = Json.snowflake(wanted);
        Optional<Member> member = members()
                .filter(there -> id.isPresent()
                        ? there.user().id() == id.getAsLong()
                        : there.user().username().equalsIgnoreCase(wanted))
                .findFirst();
        Optional<User> user =
                member.map(Member::user).or(() -> id.isPresent() ? world.user(id.getAsLong()) : Optional.empty());
        user.ifPresent(found -> json.withObjectProperty("users").set(Json.id(found.id()), found.toJson()));
        member.ifPresent(found -> place.guild()
                .ifPresent(guild -> json.withObjectProperty("members")
                        .set(
                                Json.id(found.user().id()),
                                found.partial().put("permissions", Long.toUnsignedString(guild.permissions(found))))));
        return user.map(found -> Json.id(found.id()));
    }

    Optional<String> role(String text) {
        String wanted = bare(text);
        Optional<Role> role = place.guild().stream()
                .flatMap(guild -> guild.roles().stream())
                .filter(there ->
                        Json.id(there.id()).equals(wanted) || there.name().equalsIgnoreCase(wanted))
                .findFirst();
        role.ifPresent(found -> json.withObjectProperty("roles").set(Json.id(found.id()), found.toJson()));
        return role.map(found -> Json.id(found.id()));
    }

    Optional<String> channel(String text) {
        String wanted = bare(text);
        Optional<Channel> channel = place.guild().stream()
                .flatMap(guild -> guild.channels().stream())
                .filter(there ->
                        Json.id(there.id()).equals(wanted) || there.name().equalsIgnoreCase(wanted))
                .findFirst();
        channel.ifPresent(found -> json.withObjectProperty("channels")
                .set(
                        Json.id(found.id()),
                        found.toJson().put("permissions", Long.toUnsignedString(place.permissions()))));
        return channel.map(found -> Json.id(found.id()));
    }

    void message(Message message) {
        json.withObjectProperty("messages").set(Json.id(message.id()), message.toJson());
    }

    private Stream<Member> members() {
        return place.guild().stream().flatMap(guild -> guild.members().stream());
    }

    private static String bare(String text) {
        return text.replaceFirst("^<?[@#][!&]?", "").replaceFirst(">$", "");
    }
}
