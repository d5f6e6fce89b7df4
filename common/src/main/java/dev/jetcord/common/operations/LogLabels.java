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

    private final @Nullable String message = MDC.get(MESSAGE_ID);
    private final @Nullable String trace = MDC.get(TRACE_ID);
    private final @Nullable String reference = MDC.get(REFERENCE_ID);

    private LogLabels() {}

    /** Lines are about a message, of a trace where it has one. */
    public static LogLabels message(String id, Optional<String> traceparent) {
        LogLabels labels = new LogLabels();
        MDC.put(MESSAGE_ID, id);
        set(TRACE_ID, traceparent.map(TraceContext::traceId).orElse(null));
        return labels;
    }

    /** Lines belong to a trace. */
    public static LogLabels trace(String traceparent) {
        LogLabels labels = new LogLabels();
        MDC.put(TRACE_ID, TraceContext.traceId(traceparent));
        return labels;
    }

    /** Lines are about a failure, by the reference that its user was given. */
    public static LogLabels reference(String reference) {
        LogLabels labels = new LogLabels();
        MDC.put(REFERENCE_ID, reference);
        return labels;
    }

    @Override
    public void close() {
        set(MESSAGE_ID, message);
        set(TRACE_ID, trace);
        set(REFERENCE_ID, reference);
    }

    private static void set(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
