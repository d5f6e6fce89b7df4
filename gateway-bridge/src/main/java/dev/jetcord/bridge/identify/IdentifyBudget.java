package dev.jetcord.bridge.identify;

/** The turns to IDENTIFY that all shards of a bot share (Discord, "Session Start Limit", "Max Concurrency"). Thread-safe. */
public interface IdentifyBudget {
    /** Asks for a turn; {@code granted}, which must not block, is run once when it has come. */
    void request(int shard, Runnable granted);

    /** The turn was used just now. */
    void sent(int shard);

    /** The turn, or the request for it, is given back. */
    void giveBack(int shard);
}
