package dev.jetcord.common.discord;

/** What Discord said to the first response to an interaction. */
public enum Acknowledgement {
    /** It took ours. */
    ACCEPTED,
    /** Somebody had responded before (40060): the bridge, another worker, or an earlier delivery. */
    ALREADY_ACKNOWLEDGED,
    /** As before, but it may have been an earlier attempt of this very call, whose answer was lost. */
    POSSIBLY_OURS
}
