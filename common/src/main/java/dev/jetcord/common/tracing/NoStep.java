package dev.jetcord.common.tracing;

/** A step that is not recorded and only hands on its parent's trace. */
record NoStep(String traceparent) implements Step {
    @Override
    public Step with(String attribute, String value) {
        return this;
    }

    @Override
    public void failed(String why) {
        // Nobody hears of it.
    }

    @Override
    public void close() {
        // Nothing was begun.
    }
}
