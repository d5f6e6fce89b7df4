package dev.jetcord.bridge.transport;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects the bytes of one message and is used again for the next. A message over the limit is counted but not kept.
 * Not thread-safe.
 */
final class MessageBuffer {
    /** Far over any message that Discord is known to send; what is larger is an attack or a defect. */
    static final int DEFAULT_LIMIT = 64 << 20;

    /** After a larger message the memory is given back. */
    private static final int KEPT = 1 << 20;

    private static final int FIRST = 16 << 10;

    private final int limit;
    private byte[] bytes = new byte[FIRST];
    private int length;
    private boolean tooLarge;

    MessageBuffer(int limit) {
        this.limit = limit;
    }

    void append(byte[] source, int offset, int count) {
        if (makeRoom(count)) {
            System.arraycopy(source, offset, bytes, length, count);
            length += count;
        }
    }

    void append(ByteBuffer source) {
        int count = source.remaining();
        if (makeRoom(count)) {
            source.get(bytes, length, count);
            length += count;
        } else {
            source.position(source.limit());
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Whether the message was over the limit; its bytes are then incomplete. */
    boolean tooLarge() {
        return tooLarge;
    }

    int limit() {
        return limit;
    }

    void clear() {
        length = 0;
        tooLarge = false;
        if (bytes.length > KEPT) {
            bytes = new byte[FIRST];
        }
    }

    private boolean makeRoom(int count) {
        if (tooLarge || count > limit - length) {
            tooLarge = true;
            return false;
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(length + count, bytes.length * 2L)));
        }
        return true;
    }
}
