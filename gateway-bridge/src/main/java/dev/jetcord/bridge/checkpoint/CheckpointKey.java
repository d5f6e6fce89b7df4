package dev.jetcord.bridge.checkpoint;

import dev.jetcord.bridge.checkpoint.CheckpointCodec.Stamped;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.KeyValueItem;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoint of one shard as it stands in NATS, under {@code session.<count>.<shard>}, for one holder of the shard.
 *
 * <p>Whoever takes the shard up writes the checkpoint anew with its own lease epoch first. Every later write expects the
 * revision of the one before, so a former holder, whatever it believes, can write no more. Not thread-safe.
 */
public final class CheckpointKey {
    private static final Logger log = LoggerFactory.getLogger(CheckpointKey.class);

    private final KeyValueBucket bucket;
    private final int shard;
    private final String key;
    private final long lease;
    private final Checkpoint none;
    private long revision;

    /**
     * Reads and writes nothing yet.
     *
     * @param lease the epoch of the holder's lease
     * @param none the checkpoint of a shard that has none
     */
    public CheckpointKey(KeyValueBucket bucket, int shard, int count, long lease, Checkpoint none) {
        this.bucket = bucket;
        this.shard = shard;
        this.key = "session." + count + '.' + shard;
        this.lease = lease;
        this.none = none;
    }

    /**
     * Takes the checkpoint over from the last holder.
     *
     * @throws LeaseLostException when another bridge holds the shard by now
     * @throws IOException when NATS did not answer; to be tried again
     */
    public Checkpoint take() throws IOException, LeaseLostException {
        while (true) {
            Optional<KeyValueItem> item = bucket.item(key);
            Stamped last = item.flatMap(KeyValueItem::value).map(this::read).orElse(new Stamped(0, none));
            if (last.lease() > lease) {
                throw new LeaseLostException(shard, lease, last.lease());
            }
            byte[] ours = CheckpointCodec.write(new Stamped(lease, last.checkpoint()));
            OptionalLong written = bucket.compareAndSet(
                    key, ours, item.map(KeyValueItem::revision).orElse(0L));
            if (written.isPresent()) {
                revision = written.getAsLong();
                return last.checkpoint();
            }
        }
    }

    /**
     * Writes how far the shard is now.
     *
     * @throws LeaseLostException when another bridge holds the shard by now
     * @throws IOException when NATS did not answer; to be tried again
     */
    public void write(Checkpoint checkpoint) throws IOException, LeaseLostException {
        byte[] value = CheckpointCodec.write(new Stamped(lease, checkpoint));
        OptionalLong written = bucket.compareAndSet(key, value, revision);
        if (written.isEmpty()) {
            // Our own last write may have been stored although its answer was lost.
            KeyValueItem item = bucket.item(key).orElseThrow(() -> new IOException("key " + key + " is gone"));
            long holder = item.value().map(this::read).map(Stamped::lease).orElse(0L);
            if (holder != lease) {
                throw new LeaseLostException(shard, lease, holder);
            }
            written = bucket.compareAndSet(key, value, item.revision());
        }
        revision = written.orElseThrow(() -> new IOException("key " + key + " changed meanwhile"));
    }

    /** What cannot be read counts as absent: the shard then begins a new session. */
    private Stamped read(byte[] value) {
        try {
            return CheckpointCodec.read(value);
        } catch (IOException malformed) {
            log.error("shard {}: its checkpoint cannot be read and is dropped; a new session begins", shard);
            return new Stamped(0, none);
        }
    }
}
