package dev.jetcord.common.tracing;

/** Something that takes time, as a span of a trace. Ends when it is closed; not thread-safe. */
public interface Step extends AutoCloseable {
    /** One that nobody records. */
    Step NONE = new NoStep("");

    /** How it is related to its parent (OpenTelemetry, "SpanKind"). */
    enum Kind {
        /** It handles a message that the parent sent. */
        CONSUMER,
        /** It answers the parent's request. */
        SERVER,
        /** It asks somebody else. */
        CLIENT
    }

    /** What is given on, so that others' steps become its children; empty where there is no trace. */
    String traceparent();

    /** Says more of it. No value may be a secret, or what a user wrote. */
    Step with(String attribute, String value);

    /**
     * It did not succeed.
     *
     * @param why a word of a bounded set, such as a class' name
     */
    void failed(String why);

    @Override
    void close();
}
