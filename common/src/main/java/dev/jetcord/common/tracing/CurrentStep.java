package dev.jetcord.common.tracing;

import dev.jetcord.common.wire.TraceContext;
import java.util.List;

/** The step that the current thread works for. Thread-safe. */
public final class CurrentStep {
    private static final ScopedValue<Current> CURRENT = ScopedValue.newInstance();

    private CurrentStep() {}

    /** Does work as a step of a trace: what is asked of others meanwhile becomes its child. */
    public static void run(Tracer tracer, Step.Kind kind, String name, String parent, Runnable work) {
        if (!tracer.records()) {
            TraceContext.run(parent, work);
            return;
        }
        try (Step step = tracer.step(kind, name, parent)) {
            within(tracer, step, work);
        }
    }

    /** Does work for several messages at once; see {@link Tracer#batch}. */
    public static void runBatch(Tracer tracer, String name, List<String> messages, Runnable work) {
        try (Step step = tracer.batch(name, messages)) {
            if (step.traceparent().isEmpty()) {
                work.run();
            } else {
                within(tracer, step, work);
            }
        }
    }

    /** The same work for another thread, as a part of what the calling thread does. */
    public static Runnable carried(Runnable work) {
        if (CURRENT.isBound()) {
            Current current = CURRENT.get();
            return () -> within(current.tracer, current.step, work);
        }
        return TraceContext.current()
                .<Runnable>map(trace -> () -> TraceContext.run(trace, work))
                .orElse(work);
    }

    /** Begins a step within the current one; one that nobody records where there is none. */
    public static Step child(Step.Kind kind, String name) {
        if (CURRENT.isBound()) {
            Current current = CURRENT.get();
            return current.tracer.step(kind, name, current.step.traceparent());
        }
        return TraceContext.current().<Step>map(NoStep::new).orElse(Step.NONE);
    }

    /** The current step does not succeed; see {@link Step#failed}. */
    public static void failed(String why) {
        if (CURRENT.isBound()) {
            CURRENT.get().step.failed(why);
        }
    }

    private static void within(Tracer tracer, Step step, Runnable work) {
        ScopedValue.where(CURRENT, new Current(tracer, step)).run(() -> TraceContext.run(step.traceparent(), work));
    }

    private record Current(Tracer tracer, Step step) {}
}
