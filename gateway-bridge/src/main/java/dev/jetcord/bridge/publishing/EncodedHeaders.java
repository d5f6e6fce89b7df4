package dev.jetcord.bridge.publishing;

import dev.jetcord.common.wire.HeaderSink;
import io.nats.client.impl.Headers;
import java.util.Arrays;

/**
 * The headers of one message as the bytes that go out (NATS, "NATS Message Headers": ADR-4), made in one pass. The client's
 * own class is a map of lists that is filled, copied and written out for each message, which takes more time than all else
 * that is done with a small event. Good for publishing only: asked for a header, it has none. Thread-safe.
 */
final class EncodedHeaders extends Headers {
    private static final String VERSION = "NATS/1.0";
    private static final char LAST_OF_ASCII = '~';

    private final byte[] bytes;
    private final int length;

    private EncodedHeaders(byte[] bytes, int length) {
        super(null, true);
        this.bytes = bytes;
        this.length = length;
    }

    /**
     * The headers of an event.
     *
     * @throws IllegalArgumentException when a value is more than one line of ASCII, so cannot be sent
     */
    static EncodedHeaders of(OutgoingEvent event) {
        Lines lines = new Lines();
        lines.append(VERSION);
        lines.end();
        event.forEachHeader(lines);
        lines.end();
        return new EncodedHeaders(lines.bytes, lines.length);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public boolean isDirty() {
        return false;
    }

    @Override
    public int serializedLength() {
        return length;
    }

    @Override
    public byte[] getSerialized() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public int serializeToArray(int position, byte[] target) {
        System.arraycopy(bytes, 0, target, position, length);
        return length;
    }

    private static final class Lines implements HeaderSink {
        /** Enough for all headers of an ordinary event. */
        private static final int USUAL_SIZE = 640;
        /** Of the largest number. */
        private static final int DIGITS = 20;

        private byte[] bytes = new byte[USUAL_SIZE];
        private int length;

        @Override
        public void text(String name, String value) {
            name(name);
            append(value);
            end();
        }

        @Override
        public void number(String name, long value) {
            name(name);
            append(value);
            end();
        }

        private void name(String name) {
            append(name);
            room(1);
            bytes[length++] = ':';
        }

        private void append(long number) {
            room(DIGITS);
            int digits = 0;
            long rest = number;
            do {
                digits++;
                bytes[length + DIGITS - digits] = (byte) ('0' + Long.remainderUnsigned(rest, 10));
                rest = Long.divideUnsigned(rest, 10);
            } while (rest != 0);
            System.arraycopy(bytes, length + DIGITS - digits, bytes, length, digits);
            length += digits;
        }

        private void append(String text) {
            int count = text.length();
            room(count);
            byte[] target = bytes;
            int start = length;
            for (int at = 0; at < count; at++) {
                char character = text.charAt(at);
                if (character < ' ' || character > LAST_OF_ASCII) {
                    throw new IllegalArgumentException("a header is not one line of ASCII");
                }
                target[start + at] = (byte) character;
            }
            length = start + count;
        }

        private void end() {
            room(2);
            bytes[length++] = '\r';
            bytes[length++] = '\n';
        }

        private void room(int count) {
            if (bytes.length - length < count) {
                bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
            }
        }
    }
}
