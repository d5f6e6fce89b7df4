package dev.jetcord.common.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Keys;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Remembers which messages have had their effect, for handlers whose effect cannot be made idempotent by itself. It is
 * shared by all instances of a worker, and forgets after the bucket's age.
 *
 * <p>It cannot make an effect and its record one: a worker that dies between the two leaves a message {@link
 * Claim#UNFINISHED}, and the handler decides whether doing it twice or not at all is worse. Thread-safe.
 */
public final class RecentIds {
    private static final byte[] BEGUN = "begun".getBytes(UTF_8);
    private static final byte[] FINISHED = "finished".getBytes(UTF_8);
    /** Of {@link KeyValueBucket#compareAndSet}: the key must not exist. */
    private static final long ABSENT = 0;

    private final KeyValueBucket bucket;
    private final String purpose;

    /**
     * @param bucket {@link Topology#RECENT_IDS_BUCKET}
     * @param purpose which effect; handlers of other effects of the same message do not meet. One token of a subject.
     */
    public RecentIds(KeyValueBucket bucket, String purpose) {
        this.bucket = requireNonNull(bucket, "bucket");
        this.purpose = requireNonNull(purpose, "purpose");
    }

    /**
     * Claims a message before its effect.
     *
     * @param messageId {@code ce-id}, which is the same for every delivery and replay
     * @throws IOException when the server cannot be asked; then nothing is claimed, or it is and shows as unfinished
     */
    public Claim claim(String messageId) throws IOException {
        String key = key(messageId);
        if (bucket.compareAndSet(key, BEGUN, ABSENT).isPresent()) {
            return Claim.FIRST;
        }
        Optional<byte[]> state = bucket.get(key);
        return state.isPresent() && Arrays.equals(state.get(), FINISHED) ? Claim.FINISHED : Claim.UNFINISHED;
    }

    /**
     * Notes that the effect is there.
     *
     * @throws IOException when the server cannot be asked; then it shows as unfinished
     */
    public void finish(String messageId) throws IOException {
        bucket.put(key(messageId), FINISHED);
    }

    private String key(String messageId) {
        return Keys.of(purpose, messageId);
    }

    /** What is known of a message. */
    public enum Claim {
        /** Nobody has begun: go on. */
        FIRST,
        /** Somebody began and has not said that it is done: it may or may not have had its effect, or is at it now. */
        UNFINISHED,
        /** It has had its effect: do nothing. */
        FINISHED
    }
}
