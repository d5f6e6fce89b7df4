package dev.jetcord.eligibility.grant;

import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.eligibility.audit.AuditTrail;
import dev.jetcord.eligibility.audit.AuditTrail.Action;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What becomes of grants when a member leaves. Each call is part of its caller's transaction. */
public final class MemberGrants {
    private MemberGrants() {}

    /** Forgets what we gave a member who left: with the member went the roles. */
    public static void drop(Handle handle, Snowflake guild, Snowflake user) {
        if (GrantStore.dropMember(handle, guild, user)) {
            AuditTrail.add(
                    handle,
                    Action.GRANT_DROPPED,
                    Optional.of(guild),
                    Optional.of(user),
                    Optional.empty(),
                    "the member left");
        }
    }
}
