package dev.jetcord.eligibility.request;

import dev.jetcord.common.eligibility.Answers.Forgotten;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.audit.AuditTrail;
import dev.jetcord.eligibility.audit.AuditTrail.Action;
import dev.jetcord.eligibility.wallet.Wallets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Forgets a user: wallets, texts, replies, and who is meant in the audit trail. Checks follow that take the roles which depended
 * on the wallets; what a role of ours leaves is forgotten a day after it was taken.
 */
final class Privacy {
    private Privacy() {}

    static Forgotten forget(Handle handle, Wallets wallets, Snowflake user) {
        int count = wallets.forget(handle, user);
        ProcessedRequests.forget(handle, user);
        AuditTrail.forget(handle, user);
        AuditTrail.add(handle, Action.USER_FORGOTTEN, Optional.empty(), Optional.empty(), Optional.empty(), "");
        return new Forgotten(count);
    }
}
