package dev.jetcord.common.operations;

import dev.jetcord.common.wire.TraceContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What every log line of the current thread names until this is closed: the message it is about, its trace, the reference
 * that its user was given. They are SLF4J's MDC, so that they are fields of a JSON line. Labels nest; not thread-safe.
 */
public final class LogLabels implements AutoCloseable {
    private static final String MESSAGE_ID = "message_id";
    private static final String TRACE_ID = "trace_id";
    private static final String REFERENCE_ID = "reference_id";

    private final String[] keys;
    private final @Nullable String[] before;

    private LogLabels(String... keys) {
        this.keys = keys;
        this.before = new @Nullable String[keys.length];
        for (int i = 0; i < keys.length; i++) {
            before[i] = MDC.get(keys[i]);
        }
    }

    /** Lines are about a message, of a trace where it has one. */
    public static LogLabels message(String id, Optional<String> traceparent) {
        LogLabels labels = new LogLabels(MESSAGE_ID, TRACE_ID);
        MDC.put(MESSAGE_ID, id);
        set(TRACE_ID, traceparent.map(TraceContext::traceId).orElse(null));
        return labels;
    }

    /** Lines belong to a trace. */
    public static LogLabels trace(String traceparent) {
        LogLabels labels = new LogLabels(TRACE_ID);
        MDC.put(TRACE_ID, TraceContext.traceId(traceparent));
        return labels;
    }

    /** Lines are about a failure, by the reference that its user was given. */
    public static LogLabels reference(String reference) {
        LogLabels labels = new LogLabels(REFERENCE_ID);
        MDC.put(REFERENCE_ID, reference);
        return labels;
    }

    @Override
    public void close() {
        for (int i = 0; i < keys.length; i++) {
            set(keys[i], before[i]);
        }
    }

    private static void set(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
