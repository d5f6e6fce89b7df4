package dev.jetcord.bridge.checkpoint;

/** Another bridge has taken the shard: what this one knows of it must not be written any more. */
public final class LeaseLostException extends Exception {
    LeaseLostException(int shard, long ours, long theirs) {
        super("shard " + shard + " is held under lease epoch " + theirs + ", and no longer under ours, " + ours);
    }
}
