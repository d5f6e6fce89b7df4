package dev.jetcord.sandbox.gateway;

import java.util.Map;

/** Which intents let which events through. Gateway, List of Intents. */
public final class Intents {

    static final long GUILDS = 1;
    static final long GUILD_MEMBERS = 1 << 1;
    static final long GUILD_MODERATION = 1 << 2;
    static final long GUILD_EXPRESSIONS = 1 << 3;
    static final long GUILD_INTEGRATIONS = 1 << 4;
    static final long GUILD_WEBHOOKS = 1 << 5;
    static final long GUILD_INVITES = 1 << 6;
    static final long GUILD_VOICE_STATES = 1 << 7;
    static final long GUILD_PRESENCES = 1 << 8;
    static final long GUILD_MESSAGES = 1 << 9;
    static final long GUILD_MESSAGE_REACTIONS = 1 << 10;
    static final long GUILD_MESSAGE_TYPING = 1 << 11;
    static final long DIRECT_MESSAGES = 1 << 12;
    static final long DIRECT_MESSAGE_REACTIONS = 1 << 13;
    static final long DIRECT_MESSAGE_TYPING = 1 << 14;
    static final long MESSAGE_CONTENT = 1 << 15;
    static final long GUILD_SCHEDULED_EVENTS = 1 << 16;
    static final long AUTO_MODERATION_CONFIGURATION = 1 << 20;
    static final long AUTO_MODERATION_EXECUTION = 1 << 21;
    static final long GUILD_MESSAGE_POLLS = 1 << 24;
    static final long DIRECT_MESSAGE_POLLS = 1 << 25;

    /** Those that must be allowed for the application. Gateway, Privileged Intents. */
    public static final long PRIVILEGED = GUILD_MEMBERS | GUILD_PRESENCES | MESSAGE_CONTENT;

    private static final long DEFINED = (1 << 17) - 1
            | AUTO_MODERATION_CONFIGURATION
            | AUTO_MODERATION_EXECUTION
            | GUILD_MESSAGE_POLLS
            | DIRECT_MESSAGE_POLLS;

    private static final Map<String, Long> EXACT = Map.ofEntries(
            Map.entry("GUILD_CREATE", GUILDS),
            Map.entry("GUILD_UPDATE", GUILDS),
            Map.entry("GUILD_DELETE", GUILDS),
            Map.entry("VOICE_CHANNEL_STATUS_UPDATE", GUILDS),
            Map.entry("VOICE_CHANNEL_START_TIME_UPDATE", GUILDS),
            Map.entry("THREAD_MEMBERS_UPDATE", GUILDS | GUILD_MEMBERS),
            Map.entry("GUILD_AUDIT_LOG_ENTRY_CREATE", GUILD_MODERATION),
            Map.entry("GUILD_EMOJIS_UPDATE", GUILD_EXPRESSIONS),
            Map.entry("GUILD_STICKERS_UPDATE", GUILD_EXPRESSIONS),
            Map.entry("GUILD_INTEGRATIONS_UPDATE", GUILD_INTEGRATIONS),
            Map.entry("WEBHOOKS_UPDATE", GUILD_WEBHOOKS),
            Map.entry("VOICE_STATE_UPDATE", GUILD_VOICE_STATES),
            Map.entry("VOICE_CHANNEL_EFFECT_SEND", GUILD_VOICE_STATES),
            Map.entry("PRESENCE_UPDATE", GUILD_PRESENCES),
            Map.entry("AUTO_MODERATION_ACTION_EXECUTION", AUTO_MODERATION_EXECUTION));

    private static final Map<String, Long> PREFIXES = Map.ofEntries(
            Map.entry("GUILD_ROLE_", GUILDS),
            Map.entry("CHANNEL_", GUILDS),
            Map.entry("THREAD_", GUILDS),
            Map.entry("STAGE_INSTANCE_", GUILDS),
            Map.entry("GUILD_MEMBER_", GUILD_MEMBERS),
            Map.entry("GUILD_BAN_", GUILD_MODERATION),
            Map.entry("GUILD_SOUNDBOARD_SOUND", GUILD_EXPRESSIONS),
            Map.entry("INTEGRATION_", GUILD_INTEGRATIONS),
            Map.entry("INVITE_", GUILD_INVITES),
            Map.entry("GUILD_SCHEDULED_EVENT_", GUILD_SCHEDULED_EVENTS),
            Map.entry("AUTO_MODERATION_RULE_", AUTO_MODERATION_CONFIGURATION));

    private Intents() {}

    /** Whether every bit is a defined intent; otherwise the gateway closes with 4013. */
    static boolean defined(long intents) {
        return intents >= 0 && (intents & ~DEFINED) == 0;
    }

    /**
     * The intents of which a session needs one to get the event; 0 if it gets it in any case.
     *
     * @param direct whether the event is of a direct message
     */
    static long of(String event, boolean direct) {
        if (event.startsWith("MESSAGE_REACTION_")) {
            return direct ? DIRECT_MESSAGE_REACTIONS : GUILD_MESSAGE_REACTIONS;
        }
        if (event.startsWith("MESSAGE_POLL_")) {
            return direct ? DIRECT_MESSAGE_POLLS : GUILD_MESSAGE_POLLS;
        }
        if (event.startsWith("MESSAGE_") || (direct && event.equals("CHANNEL_PINS_UPDATE"))) {
            return direct ? DIRECT_MESSAGES : GUILD_MESSAGES;
        }
        if (event.equals("TYPING_START")) {
            return direct ? DIRECT_MESSAGE_TYPING : GUILD_MESSAGE_TYPING;
        }
        Long exact = EXACT.get(event);
        if (exact != null) {
            return exact;
        }
        if (event.equals("GUILD_MEMBERS_CHUNK")) {
            return 0;
        }
        for (Map.Entry<String, Long> prefix : PREFIXES.entrySet()) {
            if (event.startsWith(prefix.getKey())) {
                return prefix.getValue();
            }
        }
        return 0;
    }
}
