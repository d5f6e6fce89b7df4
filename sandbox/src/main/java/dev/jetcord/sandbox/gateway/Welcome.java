package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Bot;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.World;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** What a new session is told first: READY, then its guilds. Thread-safe. Gateway Events, Ready and Guild Create. */
final class Welcome {

    private final World world;
    private final Supplier<String> resumeUrl;

    Welcome(World world, Supplier<String> resumeUrl) {
        this.world = world;
        this.resumeUrl = resumeUrl;
    }

    /** The guilds of a shard. */
    List<Guild> guilds(Shard shard) {
        return world.guilds().stream()
                .filter(guild -> shard.servesGuild(guild.id()))
                .toList();
    }

    int guildCount() {
        return world.guilds().size();
    }

    void send(Session session) {
        List<Guild> guilds = guilds(session.shard());
        session.reply("READY", OptionalLong.empty(), ready(session, guilds));
        if (!session.hasIntent(Intent.GUILDS)) {
            return;
        }
        boolean presences = session.hasIntent(Intent.GUILD_PRESENCES);
        long bot = world.bot().user().id();
        for (Guild guild : guilds) {
            var told = guild.toldMembers(bot, presences, session.largeThreshold());
            session.reply(
                    "GUILD_CREATE", OptionalLong.of(guild.id()), guild.toGuildCreate(told, session.largeThreshold()));
        }
    }

    private ObjectNode ready(Session session, List<Guild> guilds) {
        Bot bot = world.bot();
        ObjectNode ready = Json.object().put("v", DiscordLimits.API_VERSION);
        ready.set(
                "user",
                bot.user()
                        .toJson()
                        .put("verified", true)
                        .put("mfa_enabled", false)
                        .put("flags", 0));
        var list = ready.putArray("guilds");
        guilds.forEach(guild -> list.addObject().put("id", Json.id(guild.id())).put("unavailable", true));
        ready.put("session_id", session.id()).put("session_type", "normal").put("resume_gateway_url", resumeUrl.get());
        ready.putArray("shard").add(session.shard().id()).add(session.shard().count());
        ready.putObject("application").put("id", Json.id(bot.applicationId())).put("flags", 0);
        ready.putObject("user_settings");
        for (String empty : new String[] {
            "presences", "relationships", "private_channels", "guild_join_requests", "geo_ordered_rtc_regions"
        }) {
            ready.putArray(empty);
        }
        ready.putObject("auth");
        return ready;
    }
}
