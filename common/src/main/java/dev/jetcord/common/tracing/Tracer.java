package dev.jetcord.common.tracing;

import dev.jetcord.common.wire.TraceContext;
import java.time.Instant;

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

    /** Hands over what is recorded and not yet sent, for some seconds at most. */
    @Override
    void close();
}
