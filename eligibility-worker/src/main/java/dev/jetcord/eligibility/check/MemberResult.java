package dev.jetcord.eligibility.check;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.Answers.Verdict;
import dev.jetcord.common.wire.Snowflake;
import java.util.List;

/** What came of a member's check. */
public record MemberResult(Snowflake user, List<RoleCheck> roles) {
    public MemberResult {
        requireNonNull(user, "user");
        roles = List.copyOf(roles);
    }

    public long count(Change change) {
        return roles.stream().filter(role -> role.change() == change).count();
    }

    /** Whether something could not be told. */
    public boolean unknown() {
        return roles.stream().anyMatch(role -> role.due() == Verdict.UNKNOWN);
    }

    /** Whether it should be made again soon. */
    public boolean incomplete() {
        return unknown() || count(Change.LATER) > 0;
    }
}
