package dev.jetcord.bridge.session;

import java.util.stream.Collectors;

/**
 * Discord refuses the bot, and trying again would not help.
 *
 * @param closeCode Discord's
 * @param message for the operator: what was refused and what to do
 */
public record Fatality(int closeCode, String message) {
    static Fatality of(CloseCode code, ShardSettings shard) {
        String what = switch (code) {
            case AUTHENTICATION_FAILED ->
                "Discord does not accept the bot's token. Set DISCORD_TOKEN (or DISCORD_TOKEN_FILE) to the token of "
                        + "the application's Bot page in the Developer Portal; after \"Reset Token\" only the newest one works.";
            case INVALID_SHARD ->
                "Discord does not accept shard " + shard.id() + " of " + shard.count()
                        + ". Set DISCORD_SHARDS to auto; a large bot's count must be a multiple of the one Discord assigned.";
            case SHARDING_REQUIRED ->
                "The bot is in too many guilds for " + shard.count() + " shard(s). Set DISCORD_SHARDS to auto.";
            case INVALID_API_VERSION ->
                "Discord no longer serves the gateway version that this release of Jetcord speaks. Update Jetcord.";
            case INVALID_INTENTS ->
                "Discord does not know one of the intents " + names(shard.intents()) + ". Correct DISCORD_INTENTS.";
            case DISALLOWED_INTENTS ->
                "The bot may not use the privileged intents "
                        + shard.intents().privileged().stream().map(Enum::name).collect(Collectors.joining(", "))
                        + ". Switch them on in the Developer Portal (Bot, \"Privileged Gateway Intents\"), or take them out of DISCORD_INTENTS.";
            case UNKNOWN_ERROR,
                    UNKNOWN_OPCODE,
                    DECODE_ERROR,
                    NOT_AUTHENTICATED,
                    ALREADY_AUTHENTICATED,
                    INVALID_SEQUENCE,
                    RATE_LIMITED,
                    SESSION_TIMED_OUT -> throw new IllegalArgumentException(code + " is not fatal");
        };
        return new Fatality(code.code(), "Discord closed the gateway with " + code.code() + ": " + what);
    }

    private static String names(Intents intents) {
        return intents.selected().stream().map(Enum::name).sorted().collect(Collectors.joining(", "));
    }
}
