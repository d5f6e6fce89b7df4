package dev.jetcord.sandbox.gateway;

import java.util.List;

/**
 * What a session can ask for, and the events that come with it; a name that ends with a star stands for all that begin so.
 * Gateway, List of Intents.
 */
enum Intent {
    GUILDS(
            0,
            "GUILD_CREATE",
            "GUILD_UPDATE",
            "GUILD_DELETE",
            "GUILD_ROLE_*",
            "CHANNEL_*",
            "VOICE_CHANNEL_STATUS_UPDATE",
            "VOICE_CHANNEL_START_TIME_UPDATE",
            "THREAD_*",
            "STAGE_INSTANCE_*"),
    GUILD_MEMBERS(1, "GUILD_MEMBER_*", "THREAD_MEMBERS_UPDATE"),
    GUILD_MODERATION(2, "GUILD_AUDIT_LOG_ENTRY_CREATE", "GUILD_BAN_*"),
    GUILD_EXPRESSIONS(3, "GUILD_EMOJIS_UPDATE", "GUILD_STICKERS_UPDATE", "GUILD_SOUNDBOARD_SOUND*"),
    GUILD_INTEGRATIONS(4, "GUILD_INTEGRATIONS_UPDATE", "INTEGRATION_*"),
    GUILD_WEBHOOKS(5, "WEBHOOKS_UPDATE"),
    GUILD_INVITES(6, "INVITE_*"),
    GUILD_VOICE_STATES(7, "VOICE_STATE_UPDATE", "VOICE_CHANNEL_EFFECT_SEND"),
    GUILD_PRESENCES(8, "PRESENCE_UPDATE"),
    GUILD_MESSAGES(9, "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE*"),
    GUILD_MESSAGE_REACTIONS(10, "MESSAGE_REACTION_*"),
    GUILD_MESSAGE_TYPING(11, "TYPING_START"),
    DIRECT_MESSAGES(12, "MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE*", "CHANNEL_PINS_UPDATE"),
    DIRECT_MESSAGE_REACTIONS(13, "MESSAGE_REACTION_*"),
    DIRECT_MESSAGE_TYPING(14, "TYPING_START"),
    /** Brings no events but what is in them. */
    MESSAGE_CONTENT(15),
    GUILD_SCHEDULED_EVENTS(16, "GUILD_SCHEDULED_EVENT_*"),
    AUTO_MODERATION_CONFIGURATION(20, "AUTO_MODERATION_RULE_*"),
    AUTO_MODERATION_EXECUTION(21, "AUTO_MODERATION_ACTION_EXECUTION"),
    GUILD_MESSAGE_POLLS(24, "MESSAGE_POLL_*"),
    DIRECT_MESSAGE_POLLS(25, "MESSAGE_POLL_*");

    private final long bit;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> events;

    Intent(int bit, String... events) {
        this.bit = 1L << bit;
        this.events = List.of(events);
    }

    long bit() {
        return bit;
    }

    /** Whether it is of direct messages, and so of no guild. */
    boolean direct() {
        return name().startsWith("DIRECT_");
    }

    boolean brings(String event) {
        return events.stream()
                .anyMatch(pattern -> pattern.endsWith("*")
                        ? event.startsWith(pattern.substring(0, pattern.length() - 1))
                        : event.equals(pattern));
    }
}
