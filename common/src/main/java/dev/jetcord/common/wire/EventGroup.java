package dev.jetcord.common.wire;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Groups of events, so that one filter gives a worker all it needs. */
public enum EventGroup {
    /** What exists: sessions, guilds, roles, channels, members. */
    STATE,
    /** What people do: messages, reactions, voice, presence, typing, and every event that Jetcord does not know yet. */
    ACTIVITY,
    /** What a worker concluded from other events. */
    DERIVED;

    private static final Set<String> STATE_EVENTS = Set.of("READY", "RESUMED", "USER_UPDATE", "SESSION_LOST");
    private static final List<String> STATE_PREFIXES = List.of(
            "GUILD_",
            "CHANNEL_",
            "THREAD_",
            "STAGE_INSTANCE_",
            "INTEGRATION_",
            "INVITE_",
            "ENTITLEMENT_",
            "SUBSCRIPTION_",
            "AUTO_MODERATION_RULE_",
            "APPLICATION_COMMAND_PERMISSIONS_");
    private static final Set<String> ACTIVITY_DESPITE_PREFIX = Set.of(
            "GUILD_AUDIT_LOG_ENTRY_CREATE",
            "GUILD_SCHEDULED_EVENT_USER_ADD",
            "GUILD_SCHEDULED_EVENT_USER_REMOVE",
            "CHANNEL_PINS_UPDATE");

    /** The group of a gateway dispatch, by Discord's name of it. */
    public static EventGroup ofDispatch(String event) {
        boolean state = STATE_EVENTS.contains(event)
                || (STATE_PREFIXES.stream().anyMatch(event::startsWith) && !ACTIVITY_DESPITE_PREFIX.contains(event));
        return state ? STATE : ACTIVITY;
    }

    /** The token in a subject. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
