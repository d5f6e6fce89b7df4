package dev.jetcord.common.wire;

import java.util.Locale;

/** The subjects of the wire contract. */
public final class Subjects {
    public static final String ALL_COMMANDS = "commands.>";
    public static final String ALL_EVENTS = "events.>";
    public static final String ALL_STATE_EVENTS = "events.state.>";
    /** Checks to make. Questions to the eligibility worker begin alike and are of core NATS, so a stream takes no more. */
    public static final String ALL_CHECKS = "eligibility.check.*";
    /** Whole guilds to check. */
    public static final String ALL_SYNCS = "eligibility.sync.*";

    public static final String ALL_DEAD_LETTERS = "deadletters.>";
    /** Of core NATS: no stream keeps it. */
    public static final String ALL_ACKNOWLEDGED = "acknowledged.*";

    /** Request: how the shards fare. Every bridge answers for its own. */
    public static final String GATEWAY_SHARDS = "gateway.shards";
    /** Request: members of a guild. The bridge that runs the guild's shard answers; the members come as events. */
    public static final String GATEWAY_MEMBERS = "gateway.members";
    /** Request: the bot's presence. */
    public static final String GATEWAY_PRESENCE = "gateway.presence";
    /** Request: which events are stored. */
    public static final String GATEWAY_EVENTS = "gateway.events";

    /** Request: a guild with its roles. One instance of the directory answers, as to all that begin alike. */
    public static final String DIRECTORY_GUILD = "directory.guild";
    /** Request: a member of a guild. */
    public static final String DIRECTORY_MEMBER = "directory.member";
    /** Request: members of a guild in pages. */
    public static final String DIRECTORY_MEMBERS = "directory.members";
    /** Request: forget a user. */
    public static final String DIRECTORY_FORGET = "directory.forget";

    private Subjects() {}

    /**
     * The subject of an interaction.
     *
     * @param name the command, or the {@link #route} of a component or modal
     */
    public static String forInteraction(InteractionKind kind, String name, Partition partition) {
        return "commands." + kind.token() + '.' + SubjectToken.encode(name) + '.' + partition.token();
    }

    /**
     * The subject of any other gateway dispatch.
     *
     * @param event Discord's name, such as {@code GUILD_CREATE}
     */
    public static String forDispatch(String event, Partition partition) {
        return event(EventGroup.ofDispatch(event), event, partition);
    }

    /**
     * The subject of an event that a worker derived.
     *
     * @param event its name, such as {@code guild_joined}
     */
    public static String forDerived(String event, Partition partition) {
        return event(EventGroup.DERIVED, event, partition);
    }

    /** The subject of a member to check. */
    public static String forCheck(Partition partition) {
        return "eligibility.check." + partition.token();
    }

    /** The subject of a guild to check. */
    public static String forSync(Partition partition) {
        return "eligibility.sync." + partition.token();
    }

    /** Request to the eligibility worker, on core NATS. */
    public static String eligibilityRequest(String operation) {
        return "eligibility.request." + operation;
    }

    /** The subject of a dead letter. */
    public static String forDeadLetter(String stream, String consumer) {
        return "deadletters." + SubjectToken.encode(stream) + '.' + SubjectToken.encode(consumer);
    }

    /** The subject on core NATS of the announcement that Discord has a first response to an interaction. */
    public static String acknowledged(Snowflake interaction) {
        return "acknowledged." + interaction;
    }

    /** The route of a component or modal: the part of its {@code custom_id} before the first {@code :}. */
    public static String route(String customId) {
        int colon = customId.indexOf(':');
        return colon < 0 ? customId : customId.substring(0, colon);
    }

    private static String event(EventGroup group, String event, Partition partition) {
        return "events." + group.token() + '.' + SubjectToken.encode(event.toLowerCase(Locale.ROOT)) + '.'
                + partition.token();
    }
}
