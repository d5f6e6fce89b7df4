package dev.jetcord.bridge.frame;

import static java.util.Objects.requireNonNull;

/**
 * The bytes of a dispatch's {@code d}. They are handed on, not copied, so whoever holds them must not change them. Says
 * nothing of its content in {@link #toString}, since that is what people wrote.
 */
public final class Body {
    private final byte[] bytes;

    /** Takes over {@code bytes}: the caller keeps no reference. */
    public Body(byte[] bytes) {
        this.bytes = requireNonNull(bytes, "bytes");
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** In bytes. */
    public int size() {
        return bytes.length;
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + " bytes]";
    }
}
