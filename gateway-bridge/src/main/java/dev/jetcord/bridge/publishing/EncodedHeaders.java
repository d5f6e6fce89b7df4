package dev.jetcord.bridge.publishing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.nats.client.impl.Headers;

/**
 * The headers of one message as the bytes that go out (NATS, "NATS Message Headers": ADR-4), made in one pass. The client's
 * own class is a map of lists that is filled, copied and written out for each message, which takes more time than all else
 * that is done with a small event. Good for publishing only: asked for a header, it has none. Thread-safe.
 */
final class EncodedHeaders extends Headers {
    private static final String VERSION = "NATS/1.0\r\n";
    private static final String END_OF_LINE = "\r\n";
    /** Enough for all headers of an ordinary event. */
    private static final int USUAL_SIZE = 640;

    private static final char LAST_OF_ASCII = 127;

    private final byte[] bytes;

    private EncodedHeaders(byte[] bytes) {
        super(null, true);
        this.bytes = bytes;
    }

    /**
     * The headers of an event.
     *
     * @throws IllegalArgumentException when a value is more than one line of ASCII, so cannot be sent
     */
    static EncodedHeaders of(OutgoingEvent event) {
        StringBuilder text = new StringBuilder(USUAL_SIZE).append(VERSION);
        event.forEachHeader((name, value) -> {
            requireOneLine(name, value);
            text.append(name).append(':').append(value).append(END_OF_LINE);
        });
        return new EncodedHeaders(text.append(END_OF_LINE).toString().getBytes(ISO_8859_1));
    }

    private static void requireOneLine(String name, String value) {
        for (int at = 0; at < value.length(); at++) {
            char character = value.charAt(at);
            if (character > LAST_OF_ASCII || character == '\r' || character == '\n') {
                throw new IllegalArgumentException("the value of header " + name + " is not one line of ASCII");
            }
        }
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
        return bytes.length;
    }

    @Override
    public byte[] getSerialized() {
        return bytes.clone();
    }

    @Override
    public int serializeToArray(int position, byte[] target) {
        System.arraycopy(bytes, 0, target, position, bytes.length);
        return bytes.length;
    }
}
