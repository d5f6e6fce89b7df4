package dev.jetcord.common.eligibility;

import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a guild's rules depend on, in bucket {@link dev.jetcord.common.messaging.Topology#RULES_BUCKET} under the guild's id. A
 * guild that is not there has no rules.
 *
 * @param roles of which a change to a member may change what a rule says of the member
 */
public record RuleDependencies(Set<Snowflake> roles) {
    public RuleDependencies {
        roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    }

    /** Reads a value of the bucket. */
    public static RuleDependencies decode(byte[] value) throws InvalidMessageException {
        return EligibilityJson.read(value, RuleDependencies.class);
    }

    /** The value of the bucket. */
    public byte[] encode() {
        return EligibilityJson.write(this);
    }

    /** The guild's key in the bucket. */
    public static String key(Snowflake guild) {
        return guild.toString();
    }
}
