package dev.jetcord.common.tracing;

import dev.jetcord.common.wire.TraceContext;
import java.time.Instant;
import java.util.List;

/** Where steps are recorded. Thread-safe; never blocks, and never fails whoever works. */
public interface Tracer extends AutoCloseable {
    /** Records nothing; traces still have their ids, by which logs can be joined. */
    Tracer OFF = new Tracer() {
        @Override
        public boolean records() {
            return false;
        }

        @Override
        public String begin(String messageId) {
            return TraceContext.begin(messageId);
        }

        @Override
        public void began(String traceparent, String name, Instant from, Instant to) {
            // Nobody wants to know.
        }

        @Override
        public Step first(String messageId, String name) {
            return new NoStep(begin(messageId));
        }

        @Override
        public Step step(Step.Kind kind, String name, String parent) {
            return new NoStep(parent);
        }

        @Override
        public Step batch(String name, List<String> messages) {
            return Step.NONE;
        }

        @Override
        public void close() {
            // Nothing is kept.
        }
    };

    /** Whether anything is recorded. */
    boolean records();

    /** The traceparent of a message whose way begins here: the same for every copy of it. Says whether the trace is recorded. */
    String begin(String messageId);

    /** Records the step with which a trace began, once it is over: the one that {@link #begin} has named. */
    void began(String traceparent, String name, Instant from, Instant to);

    /** Begins the step with which the trace of a message begins, where that is now. */
    Step first(String messageId, String name);

    /** Begins a step. */
    Step step(Step.Kind kind, String name, String parent);

    /**
     * Begins a step that works for several messages at once, in the trace of the first that is recorded, with links to all that
     * are (OpenTelemetry, "Semantic conventions for messaging spans", "Batch"). {@link Step#NONE} where none is.
     *
     * @param messages the traceparents that they came with
     */
    Step batch(String name, List<String> messages);

    /** Hands over what is recorded and not yet sent, for some seconds at most. */
    @Override
    void close();
}
