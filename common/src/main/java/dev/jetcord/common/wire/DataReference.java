package dev.jetcord.common.wire;

import static java.util.Objects.requireNonNull;

/**
 * Where the body of a message is that would be too large for it: {@code nats-object:<bucket>/<object>} in header {@link
 * Headers#DATA_REFERENCE} (CloudEvents, extension "Dataref", the claim check). The message's own body is then empty; {@code
 * content-encoding} speaks of the object.
 *
 * @param bucket a JetStream object store
 * @param object a name in it; may hold any character
 */
public record DataReference(String bucket, String object) {
    private static final String SCHEME = "nats-object:";

    public DataReference {
        requireNonNull(bucket, "bucket");
        if (bucket.isEmpty() || bucket.indexOf('/') >= 0 || object.isEmpty()) {
            throw new IllegalArgumentException("A reference must name a bucket and an object");
        }
    }

    /**
     * Reads the header's value.
     *
     * @throws IllegalArgumentException when it is none that this release can follow
     */
    public static DataReference parse(String text) {
        int slash = text.indexOf('/');
        if (!text.startsWith(SCHEME) || slash < 0) {
            throw new IllegalArgumentException(
                    "A reference must begin with " + SCHEME + " and name a bucket and an object");
        }
        return new DataReference(text.substring(SCHEME.length(), slash), text.substring(slash + 1));
    }

    /** The header's value. */
    @Override
    public String toString() {
        return SCHEME + bucket + '/' + object;
    }
}
