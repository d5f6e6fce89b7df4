package dev.jetcord.bridge.session;

/** What the next connection is for. */
public enum Plan {
    /** RESUME on the session's own URL. */
    RESUME,
    /** RESUME on the URL from {@code /gateway/bot}: the session's own URL has just failed. */
    RESUME_ON_ORIGINAL_URL,
    /** IDENTIFY on the URL from {@code /gateway/bot}. */
    IDENTIFY
}
