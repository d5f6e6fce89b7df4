package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Channel;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.Permissions;
import dev.jetcord.sandbox.world.User;
import java.util.Optional;
import java.util.OptionalLong;

/** Who acts, and where. The guild and member are absent in a direct message. */
public record Place(User user, Optional<Guild> guild, Optional<Member> member, Channel channel) {

    OptionalLong guildId() {
        return guild.map(there -> OptionalLong.of(there.id())).orElseGet(OptionalLong::empty);
    }

    long permissions() {
        return guild.flatMap(there -> member.map(there::permissions)).orElse(Permissions.EVERYONE);
    }

    /** The fields of an interaction that tell who and where. Receiving and Responding, Interaction Structure. */
    void describe(ObjectNode interaction, Member bot) {
        ObjectNode channelJson = channel.toJson().put("permissions", Long.toUnsignedString(permissions()));
        interaction.put("channel_id", Json.id(channel.id())).set("channel", channelJson);
        if (guild.isPresent() && member.isPresent()) {
            Guild there = guild.get();
            ObjectNode memberJson = member.get().toJson().put("permissions", Long.toUnsignedString(permissions()));
            interaction.put("guild_id", Json.id(there.id())).put("guild_locale", "en-US");
            interaction
                    .putObject("guild")
                    .put("id", Json.id(there.id()))
                    .put("locale", "en-US")
                    .putArray("features");
            interaction.set("member", memberJson);
            interaction
                    .put("app_permissions", Long.toUnsignedString(there.permissions(bot)))
                    .put("context", 0);
            interaction.putObject("authorizing_integration_owners").put("0", Json.id(there.id()));
        } else {
            interaction.set("user", user.toJson());
            interaction
                    .put("app_permissions", Long.toUnsignedString(Permissions.EVERYONE))
                    .put("context", 1);
            interaction.putObject("authorizing_integration_owners").put("0", "0");
        }
    }
}
