package dev.jetcord.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;

/** The payloads that the gateway sends, as UTF-8. Gateway Events, Payload Structure. */
final class Frames {

    static final byte[] HEARTBEAT_ACK = control(Opcode.HEARTBEAT_ACK, "null");
    static final byte[] HEARTBEAT_REQUEST = control(Opcode.HEARTBEAT, "null");
    static final byte[] RECONNECT = control(Opcode.RECONNECT, "null");

    private static final byte[] SEQUENCE = ",\"op\":0,\"d\":".getBytes(UTF_8);

    private Frames() {}

    static byte[] hello(Duration heartbeatInterval) {
        return control(
                Opcode.HELLO,
                "{\"heartbeat_interval\":" + heartbeatInterval.toMillis() + ",\"_trace\":[\"[\\\"sandbox\\\"]\"]}");
    }

    static byte[] invalidSession(boolean resumable) {
        return control(Opcode.INVALID_SESSION, Boolean.toString(resumable));
    }

    /** The data's bytes are copied as they are: they are written once, however many sessions get them. */
    static byte[] dispatch(String event, long sequence, byte[] data) {
        byte[] head = ("{\"t\":\"" + event + "\",\"s\":" + sequence).getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(head.length + SEQUENCE.length + data.length + 1);
        frame.put(head).put(SEQUENCE).put(data).put((byte) '}');
        return frame.array();
    }

    private static byte[] control(int opcode, String data) {
        return ("{\"t\":null,\"s\":null,\"op\":" + opcode + ",\"d\":" + data + "}").getBytes(UTF_8);
    }
}
