package dev.jetcord.eligibility.rule;

import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;

/** What is known of one member at one moment. Each answer may be unknown, and none is an exception. */
public interface Facts {
    /** What the member's wallets hold together. */
    Holding balance(Asset asset);

    /** The time since the member's Discord account was made. */
    Answer<Duration> accountAge();

    /** The time since the member joined the guild, for the last time. */
    Answer<Duration> membershipAge();

    Answer<Boolean> hasRole(Snowflake role);
}
