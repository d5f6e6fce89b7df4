package dev.jetcord.eligibility.check;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.eligibility.Answers.Change;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Decides when a member is checked next.
 *
 * @param usual about how long after: half of it to one and a half
 * @param soon likewise, after a check that could not be finished
 */
public record NextCheck(Duration usual, Duration soon) {
    public NextCheck {
        requireNonNull(usual, "usual");
        requireNonNull(soon, "soon");
    }

    /** Whoever has a wallet or a role of ours can change by time alone; everybody else is seen again by the guild's sync. */
    void plan(Handle handle, Snowflake guild, GuildState state, List<MemberResult> results) {
        List<Snowflake> incomplete = new ArrayList<>();
        List<Snowflake> watched = new ArrayList<>();
        List<Snowflake> others = new ArrayList<>();
        for (MemberResult result : results) {
            boolean changing = result.count(Change.GRANTED) > 0
                    || !state.walletsOf(result.user()).isEmpty()
                    || !state.grantsOf(result.user()).isEmpty();
            List<Snowflake> list = result.incomplete()
                    ? incomplete
                    : changing && !result.roles().isEmpty() ? watched : others;
            list.add(result.user());
        }
        soon(handle, guild, incomplete);
        Schedule.plan(handle, guild, watched, usual);
        Schedule.drop(handle, guild, others);
    }

    void soon(Handle handle, Snowflake guild, Collection<Snowflake> users) {
        Schedule.plan(handle, guild, users, soon);
    }

    /** Of a guild that the directory does not know: the bot has left it, or it is not known yet. */
    void defer(Handle handle, Snowflake guild, Collection<Snowflake> users) {
        Schedule.plan(handle, guild, users, usual);
    }

    void forget(Handle handle, Snowflake guild, List<Snowflake> users) {
        Schedule.drop(handle, guild, users);
    }
}
