package dev.jetcord.common.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Keys;
import dev.jetcord.common.wire.Version;
import java.io.IOException;
import java.util.Optional;

/**
 * Lets a newer version pass and stops an older one, over all instances of a worker: lanes keep the order of a key inside
 * an instance only. For state that is not in a database; a row of one carries its version itself. Thread-safe.
 */
public final class VersionFence {
    private static final long ABSENT = 0;

    private final KeyValueBucket bucket;
    private final String purpose;

    /**
     * @param bucket {@link Topology#VERSIONS_BUCKET}
     * @param purpose what the versions are of; one token of a subject
     */
    public VersionFence(KeyValueBucket bucket, String purpose) {
        this.bucket = requireNonNull(bucket, "bucket");
        this.purpose = requireNonNull(purpose, "purpose");
    }

    /**
     * Moves the fence of a key to a version, unless it stands further.
     *
     * @throws IOException when the server cannot be asked; then the fence may have moved, and the same version passes again
     */
    public Passage pass(String key, Version version) throws IOException {
        String place = Keys.of(purpose, key);
        byte[] value = (version.epoch() + ":" + version.sequence()).getBytes(UTF_8);
        while (true) {
            Optional<KeyValueItem> held = bucket.item(place);
            Optional<Version> last = held.flatMap(KeyValueItem::value).map(VersionFence::parse);
            int order = last.map(version::compareTo).orElse(1);
            if (order <= 0) {
                return order == 0 ? Passage.SAME : Passage.STALE;
            }
            long revision = held.map(KeyValueItem::revision).orElse(ABSENT);
            if (bucket.compareAndSet(place, value, revision).isPresent()) {
                return Passage.NEWER;
            }
            // Another instance moved it meanwhile: look again.
        }
    }

    private static Version parse(byte[] value) {
        String[] parts = new String(value, UTF_8).split(":", 2);
        return new Version(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    /** Where a version stands to the last one that passed. */
    public enum Passage {
        NEWER,
        /** It has passed before: another delivery of it. */
        SAME,
        STALE
    }
}
