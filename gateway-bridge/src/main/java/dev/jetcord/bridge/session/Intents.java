package dev.jetcord.bridge.session;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The groups of events that the bot asks for (Discord, "Gateway Intents").
 *
 * @param selected immutable
 */
public record Intents(Set<Intent> selected) {
    /** One intent and its bit. */
    public enum Intent {
        GUILDS(0),
        /** Privileged. */
        GUILD_MEMBERS(1),
        GUILD_MODERATION(2),
        GUILD_EXPRESSIONS(3),
        GUILD_INTEGRATIONS(4),
        GUILD_WEBHOOKS(5),
        GUILD_INVITES(6),
        GUILD_VOICE_STATES(7),
        /** Privileged. */
        GUILD_PRESENCES(8),
        GUILD_MESSAGES(9),
        GUILD_MESSAGE_REACTIONS(10),
        GUILD_MESSAGE_TYPING(11),
        DIRECT_MESSAGES(12),
        DIRECT_MESSAGE_REACTIONS(13),
        DIRECT_MESSAGE_TYPING(14),
        /** Privileged. */
        MESSAGE_CONTENT(15),
        GUILD_SCHEDULED_EVENTS(16),
        AUTO_MODERATION_CONFIGURATION(20),
        AUTO_MODERATION_EXECUTION(21),
        GUILD_MESSAGE_POLLS(24),
        DIRECT_MESSAGE_POLLS(25);

        private final int bit;

        Intent(int bit) {
            this.bit = bit;
        }
    }

    private static final Set<Intent> PRIVILEGED =
            EnumSet.of(Intent.GUILD_MEMBERS, Intent.GUILD_PRESENCES, Intent.MESSAGE_CONTENT);

    public Intents {
        selected = Set.copyOf(selected);
    }

    public static Intents of(Intent... intents) {
        return new Intents(Set.copyOf(Arrays.asList(intents)));
    }

    /** The value of IDENTIFY's {@code intents}. */
    public int bits() {
        return selected.stream().mapToInt(intent -> 1 << intent.bit).reduce(0, (left, right) -> left | right);
    }

    /** Those that must be switched on in the Developer Portal, in Discord's order. */
    public List<Intent> privileged() {
        return PRIVILEGED.stream().filter(selected::contains).toList();
    }
}
