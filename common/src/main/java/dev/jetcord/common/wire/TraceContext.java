package dev.jetcord.common.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * The trace that the current thread works for, as a {@code traceparent} (W3C Trace Context, section 3.2). It is taken over
 * from the message in hand, and given on with what is asked of Discord or derived from it. Thread-safe.
 */
public final class TraceContext {
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();
    private static final String VERSION = "00";
    /** Whoever records the trace sets the flag. */
    private static final String NOT_SAMPLED = "00";

    private TraceContext() {}

    /** The traceparent with which the way of a message begins: the same for every copy of it, as its id is. */
    public static String begin(String messageId) {
        UUID hash = UUID.nameUUIDFromBytes(messageId.getBytes(UTF_8));
        HexFormat hex = HexFormat.of();
        String trace = hex.toHexDigits(hash.getMostSignificantBits()) + hex.toHexDigits(hash.getLeastSignificantBits());
        String span = hex.toHexDigits(Long.reverse(hash.getMostSignificantBits()));
        return VERSION + '-' + trace + '-' + span + '-' + NOT_SAMPLED;
    }

    /** The trace's id, which is what logs name; the whole text where it has not the form of a traceparent. */
    public static String traceId(String traceparent) {
        String[] parts = traceparent.split("-", 3);
        return parts.length == 3 ? parts[1] : traceparent;
    }

    /** Does work for a trace. */
    public static void run(String traceparent, Runnable work) {
        ScopedValue.where(CURRENT, requireNonNull(traceparent, "traceparent")).run(work);
    }

    /** The traceparent that the current thread works for; empty outside {@link #run}. */
    public static Optional<String> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
