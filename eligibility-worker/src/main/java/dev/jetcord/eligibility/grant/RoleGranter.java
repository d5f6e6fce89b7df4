package dev.jetcord.eligibility.grant;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.discord.DiscordErrorCode;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.discord.MemberRoleApi;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.audit.AuditTrail;
import dev.jetcord.eligibility.audit.AuditTrail.Action;
import dev.jetcord.eligibility.grant.Grant.State;
import dev.jetcord.eligibility.grant.RoleChange.Result;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes changes of roles. Each is written down before Discord is asked and again after: a crash between leaves what the next
 * check goes on from, and of two decisions that meet, the later one stands, at Discord too. Blocks; thread-safe.
 */
public final class RoleGranter {
    private static final Logger log = LoggerFactory.getLogger(RoleGranter.class);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int MOST_REPAIRS = 3;

    private final Database database;
    private final MemberRoleApi discord;
    private final MeterRegistry registry;

    public RoleGranter(Database database, MemberRoleApi discord, MeterRegistry registry) {
        this.database = requireNonNull(database, "database");
        this.discord = requireNonNull(discord, "discord");
        this.registry = requireNonNull(registry, "registry");
    }

    /** Makes a change. Making it twice does no harm. */
    public Result apply(RoleChange change) throws Exception {
        boolean begun = database.transaction(handle -> GrantStore.begin(handle, change));
        Result result = begun ? carryOut(change) : Result.SUPERSEDED;
        Counter.builder("jetcord.eligibility.role.changes")
                .description("Changes of roles that checks decided, by what became of them")
                .tag("change", change.add() ? "grant" : "remove")
                .tag("result", result.name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        return result;
    }

    private Result carryOut(RoleChange change) throws Exception {
        try {
            ask(change);
        } catch (DiscordException failed) {
            return concluded(change, failed);
        }
        boolean stands = database.transaction(handle -> {
            boolean last = GrantStore.finish(handle, change);
            if (last) {
                RoleProblems.solved(handle, change.guild(), change.role());
                audit(handle, change.add() ? Action.ROLE_GRANTED : Action.ROLE_REMOVED, change, change.reason());
            }
            return last;
        });
        return stands ? Result.DONE : repaired(change);
    }

    /** Our request may have reached Discord after that of a later decision: what that one decided is done once more. */
    private Result repaired(RoleChange change) throws Exception {
        RoleChange last = change;
        for (int i = 0; i < MOST_REPAIRS; i++) {
            Optional<Grant> found = database.transaction(handle -> GrantStore.find(handle, change));
            boolean add = found.filter(grant -> grant.state() == State.GRANTING || grant.state() == State.GRANTED)
                    .isPresent();
            if (found.map(Grant::decidedAt).filter(last.decidedAt()::equals).isPresent()) {
                return Result.SUPERSEDED;
            }
            last = new RoleChange(
                    change.guild(),
                    change.user(),
                    change.role(),
                    add,
                    found.map(Grant::decidedAt).orElse(change.decidedAt()),
                    "A later check decided so");
            try {
                ask(last);
            } catch (DiscordException failed) {
                return failed.isTransient() ? Result.LATER : Result.SUPERSEDED;
            }
            if (found.isEmpty()) {
                return Result.SUPERSEDED;
            }
        }
        return Result.LATER;
    }

    private void ask(RoleChange change) throws DiscordException, InterruptedException {
        if (change.add()) {
            discord.add(change.guild(), change.user(), change.role(), change.reason());
        } else {
            discord.remove(change.guild(), change.user(), change.role(), change.reason());
        }
    }

    private Result concluded(RoleChange change, DiscordException failed) throws Exception {
        if (failed.status() == FORBIDDEN) {
            return database.transaction(handle -> {
                GrantStore.undo(handle, change);
                RoleProblems.refused(
                        handle,
                        change.guild(),
                        change.role(),
                        "Discord does not let the bot give or take <@&" + change.role()
                                + ">. Give it the permission Manage Roles, and move its role above that one.");
                audit(handle, Action.ROLE_REFUSED, change, "Discord answered 403");
                return Result.REFUSED;
            });
        }
        if (failed.code() == DiscordErrorCode.UNKNOWN_ROLE) {
            dropRole(change.guild(), change.role());
            return change.add() ? refusedDeleted(change) : Result.GONE;
        }
        if (failed.status() == NOT_FOUND) {
            // The user left the guild, or deleted the account; or the bot left the guild.
            dropMember(change);
            return Result.GONE;
        }
        log.warn("a change of a role is tried again later: {}", failed.getMessage());
        return Result.LATER;
    }

    /** Forgets what we gave of a role that is deleted: with the role went all of it. */
    public void dropRole(Snowflake guild, Snowflake role) throws Exception {
        database.transaction(handle -> {
            if (GrantStore.dropRole(handle, guild, role)) {
                AuditTrail.add(
                        handle,
                        Action.GRANT_DROPPED,
                        Optional.of(guild),
                        Optional.empty(),
                        Optional.of(role),
                        "the role was deleted");
            }
            return true;
        });
    }

    private Result refusedDeleted(RoleChange change) throws Exception {
        return database.transaction(handle -> {
            RoleProblems.refused(
                    handle,
                    change.guild(),
                    change.role(),
                    "The role " + change.role() + " was deleted. Remove its rules with /rule remove.");
            return Result.REFUSED;
        });
    }

    private void dropMember(RoleChange change) throws Exception {
        database.transaction(handle -> {
            MemberGrants.drop(handle, change.guild(), change.user());
            return true;
        });
    }

    private static void audit(Handle handle, Action action, RoleChange change, String detail) {
        AuditTrail.add(
                handle,
                action,
                Optional.of(change.guild()),
                Optional.of(change.user()),
                Optional.of(change.role()),
                detail);
    }
}
