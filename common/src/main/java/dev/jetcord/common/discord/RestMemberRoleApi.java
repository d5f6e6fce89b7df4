package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Roles of members over REST. */
final class RestMemberRoleApi implements MemberRoleApi {
    /** So that a call that waited for the budget and one that waits for its route's limit end within a minute. */
    private static final Duration BUDGET_PATIENCE = Duration.ofSeconds(30);

    private static final int MAX_REASON = 512;

    private final BotCalls calls;
    private final RestBudget budget;
    private final InstantSource clock;

    RestMemberRoleApi(BotCalls calls, RestBudget budget, InstantSource clock) {
        this.calls = requireNonNull(calls, "calls");
        this.budget = requireNonNull(budget, "budget");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void add(Snowflake guild, Snowflake user, Snowflake role, String reason)
            throws DiscordException, InterruptedException {
        change(Endpoint.ADD_ROLE, guild, user, role, reason);
    }

    @Override
    public void remove(Snowflake guild, Snowflake user, Snowflake role, String reason)
            throws DiscordException, InterruptedException {
        change(Endpoint.REMOVE_ROLE, guild, user, role, reason);
    }

    private void change(Endpoint endpoint, Snowflake guild, Snowflake user, Snowflake role, String reason)
            throws DiscordException, InterruptedException {
        budget.take(clock.instant().plus(BUDGET_PATIENCE));
        String fitting = reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
        calls.call(
                endpoint, Optional.empty(), Optional.of(fitting), guild.toString(), user.toString(), role.toString());
    }
}
