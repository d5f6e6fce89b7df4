package dev.jetcord.common.wire;

/** The names of the wire contract's headers. */
public final class Headers {
    public static final String MESSAGE_ID = "Nats-Msg-Id";
    public static final String SPEC_VERSION = "ce-specversion";
    public static final String ID = "ce-id";
    public static final String SOURCE = "ce-source";
    public static final String TYPE = "ce-type";
    public static final String TIME = "ce-time";
    /** The guild id; absent in a direct message. */
    public static final String SUBJECT = "ce-subject";

    public static final String DATA_CONTENT_TYPE = "ce-datacontenttype";
    public static final String CONTENT_TYPE = "content-type";
    /** Absent for a body that stands as Discord sent it. */
    public static final String CONTENT_ENCODING = "content-encoding";

    /** Where the body is when it is not in the message: a {@link DataReference}. */
    public static final String DATA_REFERENCE = "ce-dataref";

    public static final String GATEWAY_SESSION = "ce-gatewaysession";
    public static final String GATEWAY_SEQUENCE = "ce-gatewaysequence";
    public static final String EPOCH = "ce-epoch";
    public static final String TRACEPARENT = "traceparent";

    private Headers() {}
}
