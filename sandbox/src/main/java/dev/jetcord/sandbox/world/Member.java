package dev.jetcord.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A user in a guild. Guild, Guild Member Object. */
public record Member(User user, Set<Long> roles, Optional<String> nick, Instant joinedAt) {

    public Member {
        roles = Set.copyOf(roles);
    }

    public Member with(long role) {
        Set<Long> more = new TreeSet<>(roles);
        more.add(role);
        return new Member(user, more, nick, joinedAt);
    }

    public Member without(long role) {
        Set<Long> fewer = new TreeSet<>(roles);
        fewer.remove(role);
        return new Member(user, fewer, nick, joinedAt);
    }

    public ObjectNode toJson() {
        ObjectNode member = partial();
        member.set("user", user.toJson());
        return member.put("deaf", false).put("mute", false);
    }

    /** Without {@code user}, {@code deaf} and {@code mute}, as in resolved data. */
    public ObjectNode partial() {
        ObjectNode member = Json.object()
                .put("nick", nick.orElse(null))
                .putNull("avatar")
                .putNull("banner")
                .put("joined_at", joinedAt.toString())
                .putNull("premium_since")
                .putNull("communication_disabled_until")
                .put("pending", false)
                .put("flags", 0);
        var ids = member.putArray("roles");
        roles.stream().sorted().forEach(role -> ids.add(Json.id(role)));
        return member;
    }
}
