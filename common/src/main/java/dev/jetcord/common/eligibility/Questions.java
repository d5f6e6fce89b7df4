package dev.jetcord.common.eligibility;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.util.Optional;

/**
 * What the eligibility worker is asked with. What changes something carries {@code messageId}, the id of the message that caused
 * it (an interaction's): the same id changes nothing a second time, and is answered as before.
 */
public final class Questions {
    private Questions() {}

    /** A question about a user, wherever the user is. */
    public record AboutUser(Snowflake userId) {
        public AboutUser {
            requireNonNull(userId, "userId");
        }
    }

    /** A question about a guild. */
    public record AboutGuild(Snowflake guildId) {
        public AboutGuild {
            requireNonNull(guildId, "guildId");
        }
    }

    /** A question about a member of a guild. */
    public record AboutMember(Snowflake guildId, Snowflake userId) {
        public AboutMember {
            requireNonNull(guildId, "guildId");
            requireNonNull(userId, "userId");
        }
    }

    /**
     * A wallet of a user's.
     *
     * @param address as the user wrote it; it is checked where it is read
     */
    public record WalletChange(String messageId, Snowflake userId, String address) {
        public WalletChange {
            requireText(messageId, "messageId");
            requireNonNull(userId, "userId");
            requireNonNull(address, "address");
        }
    }

    /**
     * The signature of a text that was given for {@link Operation#WALLET_LINK}.
     *
     * @param nonce the text's
     * @param signature as the user pasted it; it is checked where it is read
     */
    public record WalletVerify(String messageId, Snowflake userId, String nonce, String signature) {
        public WalletVerify {
            requireText(messageId, "messageId");
            requireNonNull(userId, "userId");
            requireNonNull(nonce, "nonce");
            requireNonNull(signature, "signature");
        }
    }

    /**
     * Why a member has a role, or has it not.
     *
     * @param rule by which rule alone; all of the guild's where absent
     */
    public record Why(Snowflake guildId, Snowflake userId, Optional<String> rule) {
        public Why {
            requireNonNull(guildId, "guildId");
            requireNonNull(userId, "userId");
            requireNonNull(rule, "rule");
        }
    }

    /**
     * A new rule.
     *
     * @param actorId the administrator
     * @param name unique in the guild, whatever the case
     * @param roleId the role that it grants
     * @param expression JSON as {@code docs/eligibility.md} says, as the administrator wrote it; it is checked where it is read,
     *     on the chain too
     */
    public record RuleAdd(
            String messageId, Snowflake guildId, Snowflake actorId, String name, Snowflake roleId, String expression) {
        public RuleAdd {
            requireText(messageId, "messageId");
            requireNonNull(guildId, "guildId");
            requireNonNull(actorId, "actorId");
            requireNonNull(name, "name");
            requireNonNull(roleId, "roleId");
            requireNonNull(expression, "expression");
        }
    }

    /**
     * Something that becomes of a rule.
     *
     * @param actorId the administrator
     */
    public record RuleChange(String messageId, Snowflake guildId, Snowflake actorId, String name) {
        public RuleChange {
            requireText(messageId, "messageId");
            requireNonNull(guildId, "guildId");
            requireNonNull(actorId, "actorId");
            requireNonNull(name, "name");
        }
    }

    /** What a rule says of a member. */
    public record RuleTest(Snowflake guildId, Snowflake userId, String name) {
        public RuleTest {
            requireNonNull(guildId, "guildId");
            requireNonNull(userId, "userId");
            requireNonNull(name, "name");
        }
    }

    /** A guild's rules whose names contain what was typed. */
    public record RuleComplete(Snowflake guildId, String typed) {
        public RuleComplete {
            requireNonNull(guildId, "guildId");
            requireNonNull(typed, "typed");
        }
    }

    /** Chains whose names contain what was typed. */
    public record ChainComplete(String typed) {
        public ChainComplete {
            requireNonNull(typed, "typed");
        }
    }

    /**
     * A guild to check whole.
     *
     * @param messageId the interaction's id
     * @param actorId the administrator
     * @param interactionToken the right to show progress by editing the interaction's original response, which must be there
     *     already; it lives 15 minutes
     */
    public record SyncStart(String messageId, Snowflake guildId, Snowflake actorId, Optional<String> interactionToken) {
        public SyncStart {
            requireText(messageId, "messageId");
            requireNonNull(guildId, "guildId");
            requireNonNull(actorId, "actorId");
            requireNonNull(interactionToken, "interactionToken");
        }

        /** Without the token. */
        @Override
        public String toString() {
            return "SyncStart[" + guildId + ']';
        }
    }

    /** A user who wants to be forgotten. */
    public record PrivacyDelete(String messageId, Snowflake userId) {
        public PrivacyDelete {
            requireText(messageId, "messageId");
            requireNonNull(userId, "userId");
        }
    }

    private static void requireText(String value, String name) {
        if (requireNonNull(value, name).isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }
}
