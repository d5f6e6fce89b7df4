package dev.jetcord.event.state;

/**
 * A shard among so many.
 *
 * @param id from 0 to one less than {@code count}
 * @param count at least 1
 */
public record ShardKey(int id, int count) {
    private static final String PREFIX = "/shards/";

    public ShardKey {
        if (count < 1 || id < 0 || id >= count) {
            throw new IllegalArgumentException("There is no shard " + id + " of " + count);
        }
    }

    /**
     * Reads the source of a dispatch, {@code /shards/<id>/<count>}.
     *
     * @throws IllegalArgumentException when it names no shard
     */
    public static ShardKey parse(String source) {
        int slash = source.lastIndexOf('/');
        if (!source.startsWith(PREFIX) || slash < PREFIX.length()) {
            throw new IllegalArgumentException("The source names no shard");
        }
        return new ShardKey(
                Integer.parseInt(source.substring(PREFIX.length(), slash)),
                Integer.parseInt(source.substring(slash + 1)));
    }
}
