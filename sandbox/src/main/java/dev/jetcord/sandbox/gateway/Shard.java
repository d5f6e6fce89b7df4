package dev.jetcord.sandbox.gateway;

import dev.jetcord.sandbox.world.Dispatch;
import java.util.OptionalLong;

/** One of {@code count} parts of the bot's guilds. Gateway, Sharding. */
public record Shard(int id, int count) {

    static final Shard WHOLE = new Shard(0, 1);

    public Shard {
        if (count < 1 || id < 0 || id >= count) {
            throw new IllegalArgumentException("no shard %d of %d".formatted(id, count));
        }
    }

    /** Events without a guild go to shard 0 only. */
    boolean serves(OptionalLong guild) {
        return guild.isPresent() ? servesGuild(guild.getAsLong()) : id == 0;
    }

    boolean servesGuild(long guild) {
        return (guild >>> 22) % count == id;
    }

    boolean wants(Dispatch dispatch, long intents) {
        if (!serves(dispatch.guild())) {
            return false;
        }
        long needed = Intents.of(dispatch.event(), dispatch.guild().isEmpty());
        return needed == 0 || (needed & intents) != 0;
    }
}
