package dev.jetcord.eligibility.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.grant.Grant;
import dev.jetcord.eligibility.rule.Truth;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueRoleTest {
    private static final Snowflake ROLE = new Snowflake(7);

    /** {@code NONE}: we never gave it. A {@code ?} for holds: the directory does not know the member's roles. */
    @ParameterizedTest
    @CsvSource({
        "TRUE, false, NONE, no, give",
        "TRUE, false, NONE, ?, give",
        "TRUE, false, NONE, yes, leave",
        "TRUE, false, GRANTED, yes, leave",
        "TRUE, false, GRANTED, ?, leave",
        "TRUE, false, GRANTED, no, give",
        "TRUE, false, GRANTING, yes, give",
        "TRUE, false, REMOVING, yes, give",
        "TRUE, false, REMOVED, yes, give",
        "TRUE, true, NONE, no, give",
        "FALSE, false, NONE, yes, leave",
        "FALSE, false, NONE, no, leave",
        "FALSE, false, GRANTED, yes, take",
        "FALSE, false, GRANTED, no, take",
        "FALSE, false, GRANTING, no, take",
        "FALSE, false, REMOVING, yes, take",
        "FALSE, false, REMOVED, yes, leave",
        "FALSE, true, GRANTED, yes, leave",
        "UNKNOWN, false, NONE, no, leave",
        "UNKNOWN, false, GRANTED, yes, leave",
        "UNKNOWN, false, GRANTING, no, leave",
        "UNKNOWN, false, REMOVING, yes, leave"
    })
    void changesOnlyWhatIsKnownToDifferAndTakesOnlyWhatWasGiven(
            Truth truth, boolean held, String state, String holds, String expected) {
        DueRole due = new DueRole(ROLE, truth, held, "");
        Optional<Grant> grant = state.equals("NONE")
                ? Optional.empty()
                : Optional.of(new Grant(new Snowflake(1), ROLE, Grant.State.valueOf(state), Instant.EPOCH));

        Optional<Boolean> change =
                due.change(grant, holds.equals("?") ? Optional.empty() : Optional.of(holds.equals("yes")));

        assertThat(change.map(add -> add ? "give" : "take").orElse("leave")).isEqualTo(expected);
    }
}
