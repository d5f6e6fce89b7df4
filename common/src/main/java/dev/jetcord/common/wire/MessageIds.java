package dev.jetcord.common.wire;

/**
 * Message ids that stay the same over resumes, retries and restarts, so that JetStream's duplicate window removes every
 * second copy.
 */
public final class MessageIds {
    private MessageIds() {}

    /** An interaction is known by its own id, whichever session brought it. */
    public static String forInteraction(Snowflake interaction) {
        return interaction.toString();
    }

    /** Any other dispatch is known by its place in its gateway session. */
    public static String forDispatch(String session, long sequence) {
        return session + ':' + sequence;
    }

    /** A message that a worker derives from another is known by its cause and by what it is to it. */
    public static String derived(String cause, String suffix) {
        return cause + ':' + suffix;
    }
}
