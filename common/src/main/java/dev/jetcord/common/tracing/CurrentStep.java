package dev.jetcord.common.tracing;

import dev.jetcord.common.wire.TraceContext;

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
            ScopedValue.where(CURRENT, new Current(tracer, step)).run(() -> TraceContext.run(step.traceparent(), work));
        }
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

    private record Current(Tracer tracer, Step step) {}
}
