package dev.jetcord.sandbox.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Dispatch;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.User;
import java.time.Instant;

/** The events of one guild, numbered from 1: a message, a member update, a message, and so on. Not thread-safe. */
final class GuildLoad {

    private final EventTemplate message;
    private final EventTemplate memberUpdate;
    private long number;

    GuildLoad(Guild guild, User bot, int bodyBytes, Instant now) {
        Member author = guild.members().stream()
                .filter(member -> !member.user().bot())
                .findFirst()
                .or(() -> guild.member(bot.id()))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the guild %s has no members who could write".formatted(Json.id(guild.id()))));
        this.message =
                EventTemplate.of("MESSAGE_CREATE", guild.id(), message(guild, author, bot, now), "content", bodyBytes);
        ObjectNode update = author.toJson().put("guild_id", Json.id(guild.id()));
        this.memberUpdate = EventTemplate.of("GUILD_MEMBER_UPDATE", guild.id(), update, "nick", bodyBytes);
    }

    /** The bot is mentioned, so that every session may see what is written. Gateway, Message Content Intent. */
    private static ObjectNode message(Guild guild, Member author, User bot, Instant now) {
        ObjectNode message = Json.object()
                .put("id", EventTemplate.idPlace())
                .put(
                        "channel_id",
                        Json.id(guild.channels().stream()
                                .findFirst()
                                .orElseThrow()
                                .id()))
                .put("guild_id", Json.id(guild.id()))
                .put("type", 0)
                .put("timestamp", now.toString())
                .putNull("edited_timestamp")
                .put("tts", false)
                .put("mention_everyone", false)
                .put("pinned", false)
                .put("flags", 0);
        message.set("author", author.user().toJson());
        message.set("member", author.partial());
        message.putArray("mentions").add(bot.toJson());
        for (String empty : new String[] {"mention_roles", "attachments", "embeds", "components"}) {
            message.putArray(empty);
        }
        return message;
    }

    /** The next event; a message gets the id. */
    Dispatch next(long id) {
        number++;
        return (number % 2 == 1 ? message : memberUpdate).dispatch(number, id);
    }
}
