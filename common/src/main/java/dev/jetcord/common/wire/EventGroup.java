package dev.jetcord.common.wire;

import java.util.List;
import java.util.Set;

/** Groups of events, so that one filter gives a worker all it needs. */
public enum EventGroup {
    /** What exists: sessions, guilds, roles, channels, members. */
    STATE("state"),
    /** What people do: messages, reactions, voice, presence, typing, and every event that Jetcord does not know yet. */
    ACTIVITY("activity"),
    /** What a worker concluded from other events. */
    DERIVED("derived");

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

    private final String token;

    EventGroup(String token) {
        this.token = token;
    }

    /** The group of a gateway dispatch, by Discord's name of it. */
    public static EventGroup ofDispatch(String event) {
        boolean state =
                STATE_EVENTS.contains(event) || (hasStatePrefix(event) && !ACTIVITY_DESPITE_PREFIX.contains(event));
        return state ? STATE : ACTIVITY;
    }

    private static boolean hasStatePrefix(String event) {
        for (String prefix : STATE_PREFIXES) {
            if (event.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    /** The token in a subject. */
    public String token() {
        return token;
    }
}
