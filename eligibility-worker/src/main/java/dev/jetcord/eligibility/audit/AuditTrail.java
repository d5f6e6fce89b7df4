package dev.jetcord.eligibility.audit;

import dev.jetcord.common.wire.Snowflake;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Writes what was done. The database refuses to change or delete a line. A line names its user by a number of its own that
 * only table {@code subjects} can resolve: a user who wants to be forgotten is taken out there. No line holds a wallet's address.
 */
public final class AuditTrail {
    private AuditTrail() {}

    /** What was done. */
    public enum Action {
        WALLET_LINKED,
        WALLET_UNLINKED,
        RULE_ADDED,
        RULE_REMOVED,
        RULE_ENABLED,
        RULE_DISABLED,
        ROLE_GRANTED,
        ROLE_REMOVED,
        /** Discord does not let us give or take the role. */
        ROLE_REFUSED,
        /** The role, the member or the guild is gone, and with it what we gave. */
        GRANT_DROPPED,
        SYNC_STARTED,
        USER_FORGOTTEN
    }

    /**
     * Adds a line, in the transaction of what it tells of.
     *
     * @param user whom it was done to, or who asked for it
     * @param detail in words; no address, no secret
     */
    public static void add(
            Handle handle,
            Action action,
            Optional<Snowflake> guild,
            Optional<Snowflake> user,
            Optional<Snowflake> role,
            String detail) {
        user.ifPresent(id -> handle.createUpdate("INSERT INTO subjects (user_id) VALUES (:user) ON CONFLICT DO NOTHING")
                .bind("user", id.value())
                .execute());
        handle.createUpdate("""
                        INSERT INTO audit (action, guild_id, subject, role_id, detail)
                        VALUES (:action, :guild, (SELECT subject FROM subjects WHERE user_id = :user), :role, :detail)
                        """)
                .bind("action", action.name())
                .bind("guild", guild.map(Snowflake::value).orElse(null))
                .bind("user", user.map(Snowflake::value).orElse(null))
                .bind("role", role.map(Snowflake::value).orElse(null))
                .bind("detail", detail)
                .execute();
    }

    /** Likewise of users of whom nothing has been kept, and nothing was done, for thirty days. */
    public static void expire(Handle handle) {
        handle.execute("""
                DELETE FROM subjects WHERE NOT EXISTS (SELECT FROM wallets WHERE wallets.user_id = subjects.user_id)
                    AND NOT EXISTS (SELECT FROM grants WHERE grants.user_id = subjects.user_id)
                    AND NOT EXISTS (SELECT FROM audit
                        WHERE audit.subject = subjects.subject AND at > now() - interval '30 days')
                """);
    }

    /** Makes every line about the user a line about nobody. */
    public static void forget(Handle handle, Snowflake user) {
        handle.createUpdate("DELETE FROM subjects WHERE user_id = :user")
                .bind("user", user.value())
                .execute();
    }
}
