package dev.jetcord.eligibility.rule;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** What a rule asks of a member. Immutable; {@link RuleJson} is its form at rest. */
public sealed interface RuleExpression {
    /** How deep expressions may nest; a condition alone has depth 1. */
    int MAX_DEPTH = 8;

    /** How many conditions an expression may have. */
    int MAX_CONDITIONS = 32;

    /** An expression made of others. */
    sealed interface Junction extends RuleExpression {}

    /** An expression that a single fact decides. */
    sealed interface Condition extends RuleExpression {}

    /** True when every part is. At least one part. */
    record All(List<RuleExpression> parts) implements Junction {
        public All {
            parts = nonEmpty(parts);
        }
    }

    /** True when some part is. At least one part. */
    record Any(List<RuleExpression> parts) implements Junction {
        public Any {
            parts = nonEmpty(parts);
        }
    }

    /** True when the part is false. */
    record Not(RuleExpression part) implements Junction {
        public Not {
            requireNonNull(part, "part");
        }
    }

    /**
     * A balance over all of the member's wallets together.
     *
     * @param minimum in the asset's smallest unit, from 1 to 2^256 - 1
     * @param decimals how many digits of the minimum stand behind the point when it is shown; for people only
     */
    record Balance(Asset asset, BigInteger minimum, Optional<Integer> decimals) implements Condition {
        /** The largest number of decimals; ERC-20's is a uint8. */
        public static final int MAX_DECIMALS = 255;

        public Balance {
            requireNonNull(asset, "asset");
            if (minimum.signum() < 1 || minimum.compareTo(Asset.LARGEST) > 0) {
                throw new IllegalArgumentException("A minimum balance is from 1 to 2^256 - 1 but is " + minimum);
            }
            if (decimals.filter(digits -> digits < 0 || digits > MAX_DECIMALS).isPresent()) {
                throw new IllegalArgumentException("Decimals are from 0 to 255");
            }
        }
    }

    /** The age of the member's Discord account, in days of 24 hours. */
    record AccountAge(int days) implements Condition {
        public AccountAge {
            requireDays(days);
        }
    }

    /** The time since the member joined the guild, in days of 24 hours. */
    record MembershipAge(int days) implements Condition {
        public MembershipAge {
            requireDays(days);
        }
    }

    /** That the member has a role of the guild. */
    record HasRole(Snowflake role) implements Condition {
        public HasRole {
            requireNonNull(role, "role");
        }
    }

    /** The most days a rule may ask for: ten years. */
    int MAX_DAYS = 3650;

    private static List<RuleExpression> nonEmpty(List<RuleExpression> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("all and any need at least one part");
        }
        return List.copyOf(parts);
    }

    private static void requireDays(int days) {
        if (days < 1 || days > MAX_DAYS) {
            throw new IllegalArgumentException("Days are from 1 to " + MAX_DAYS + " but are " + days);
        }
    }
}
