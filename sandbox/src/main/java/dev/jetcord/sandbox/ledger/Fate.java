package dev.jetcord.sandbox.ledger;

import java.util.Locale;

/** What became of a dispatch in one session, as far as can be said now. */
public enum Fate {
    /** Written to a live connection: the client could have seen it. */
    SENT,
    /** Not written yet, and kept: a client that resumes will see it. */
    BUFFERED,
    /** No session served the shard when it happened. */
    LOST_NO_SESSION,
    /** The replay buffer had let go of what the client missed. */
    LOST_OVERFLOW,
    /** Nobody resumed the session in time. */
    LOST_EXPIRED,
    /** The client ended the session, or it was ended with op 9 or a close code after which none is resumed. */
    LOST_ENDED;

    public boolean lost() {
        return this != SENT && this != BUFFERED;
    }

    /** As the control API names it. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
