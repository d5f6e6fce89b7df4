package dev.jetcord.common.eligibility;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a member is to be checked. */
public enum CheckReason {
    /** The member came to the guild. */
    @JsonProperty("member_joined")
    MEMBER_JOINED,
    /** A role that a rule depends on was given to the member or taken. */
    @JsonProperty("member_roles_changed")
    MEMBER_ROLES_CHANGED,
    /** The member linked a wallet, or took one away. */
    @JsonProperty("wallet_linked")
    WALLET_LINKED,
    /** Time has passed. */
    @JsonProperty("scheduled")
    SCHEDULED,
    /** An administrator asked for the whole guild. */
    @JsonProperty("sync")
    SYNC,
    /** Events may have been missed. */
    @JsonProperty("reconcile")
    RECONCILE
}
