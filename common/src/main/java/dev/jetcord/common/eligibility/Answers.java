package dev.jetcord.common.eligibility;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the eligibility worker answers with. Texts are in plain words for whoever asked. */
public final class Answers {
    private Answers() {}

    /**
     * A text to sign (ERC-4361) with the wallet's key.
     *
     * @param nonce to give back with the signature
     * @param expiresAt when it can be used no more
     */
    public record Challenge(String message, String nonce, Instant expiresAt) {
        public Challenge {
            requireNonNull(message, "message");
            requireNonNull(nonce, "nonce");
            requireNonNull(expiresAt, "expiresAt");
        }
    }

    /** A linked wallet, by its address with the capitals of its checksum (ERC-55). */
    public record Wallet(String address, Instant linkedAt) {
        public Wallet {
            requireNonNull(address, "address");
            requireNonNull(linkedAt, "linkedAt");
        }
    }

    /** All wallets of the user, after the change that was asked for. The oldest comes first. */
    public record Wallets(List<Wallet> wallets) {
        public Wallets {
            wallets = List.copyOf(wallets);
        }
    }

    /**
     * A rule.
     *
     * @param expression JSON, in the form that is kept
     * @param summary its expression in words
     * @param note what the administrator should know, such as that the bot may not give the role
     */
    public record Rule(
            String name, Snowflake roleId, boolean enabled, String expression, String summary, Optional<String> note) {
        public Rule {
            requireNonNull(name, "name");
            requireNonNull(roleId, "roleId");
            requireNonNull(expression, "expression");
            requireNonNull(summary, "summary");
            requireNonNull(note, "note");
        }
    }

    /** A guild's rules, by name. */
    public record Rules(List<Rule> rules) {
        public Rules {
            rules = List.copyOf(rules);
        }
    }

    /** Whether something holds. */
    public enum Verdict {
        YES,
        NO,
        /** It cannot be told now. */
        UNKNOWN
    }

    /** What came of a check for a role. */
    public enum Change {
        GRANTED,
        REMOVED,
        /** As it was. */
        NONE,
        /** It should change, and Discord does not let us; {@link RoleCheck#note} says why. */
        REFUSED,
        /** It should change, and will with the next check. */
        LATER
    }

    /**
     * A role of a rule, and the member.
     *
     * @param due whether the member should have it
     * @param note what the member should know
     */
    public record RoleCheck(Snowflake roleId, Verdict due, Change change, Optional<String> note) {
        public RoleCheck {
            requireNonNull(roleId, "roleId");
            requireNonNull(due, "due");
            requireNonNull(change, "change");
            requireNonNull(note, "note");
        }
    }

    /** What came of a check, role by role. */
    public record Checked(List<RoleCheck> roles) {
        public Checked {
            roles = List.copyOf(roles);
        }
    }

    /**
     * Why something holds, or does not.
     *
     * @param text what it is about, with the figures that decided
     * @param parts what it is made of
     */
    public record Reason(Verdict verdict, String text, List<Reason> parts) {
        public Reason {
            requireNonNull(verdict, "verdict");
            requireNonNull(text, "text");
            parts = List.copyOf(parts);
        }
    }

    /** A rule's reason for a member. */
    public record RuleReason(String rule, Snowflake roleId, boolean enabled, Reason reason) {
        public RuleReason {
            requireNonNull(rule, "rule");
            requireNonNull(roleId, "roleId");
            requireNonNull(reason, "reason");
        }
    }

    /** Reasons, rule by rule. */
    public record Reasons(List<RuleReason> rules) {
        public Reasons {
            rules = List.copyOf(rules);
        }
    }

    /** At most 25, which is what Discord shows. */
    public record Choices(List<String> choices) {
        public Choices {
            choices = List.copyOf(choices);
        }
    }

    /**
     * How a guild's sync fares. Counts are of members, but for the changes, which are of roles.
     *
     * @param total how many members there are, where that is known
     * @param granted roles given
     * @param removed roles taken away
     * @param unknown members of whom something could not be told, and who are checked again later
     * @param finishedAt absent while it runs
     * @param problems what keeps roles from being given or taken, in words for an administrator
     */
    public record SyncProgress(
            Instant startedAt,
            long checked,
            Optional<Long> total,
            long granted,
            long removed,
            long unknown,
            Optional<Instant> finishedAt,
            List<String> problems) {
        public SyncProgress {
            requireNonNull(startedAt, "startedAt");
            requireNonNull(total, "total");
            requireNonNull(finishedAt, "finishedAt");
            problems = List.copyOf(problems);
        }
    }

    /** How many wallets were forgotten. */
    public record Forgotten(int wallets) {}
}
