package dev.jetcord.bridge.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * A message to the gateway (Discord, "Send Events"). Never larger than Discord takes. Its text may hold the token, so
 * {@link #toString} does not show it.
 */
public final class Command {
    /** Above it Discord closes the connection with 4002 (Discord, "Sending Events"). */
    public static final int MAX_BYTES = 4096;

    private static final JsonFactory JSON = new JsonFactory();

    private final int opcode;
    private final String text;

    private Command(int opcode, String text) {
        int size = text.getBytes(UTF_8).length;
        if (size > MAX_BYTES) {
            throw new IllegalArgumentException("A gateway command of opcode " + opcode + " has " + size
                    + " bytes, but Discord takes at most " + MAX_BYTES);
        }
        this.opcode = opcode;
        this.text = text;
    }

    /** Opcode 1. {@code sequence} 0 means that nothing was acknowledged yet. */
    static Command heartbeat(long sequence) {
        return write(1, json -> {
            if (sequence == 0) {
                json.writeNullField("d");
            } else {
                json.writeNumberField("d", sequence);
            }
        });
    }

    /** Opcode 2. */
    static Command identify(ShardSettings shard) {
        return write(2, json -> {
            json.writeObjectFieldStart("d");
            json.writeStringField("token", shard.token().reveal());
            json.writeNumberField("intents", shard.intents().bits());
            json.writeArrayFieldStart("shard");
            json.writeNumber(shard.id());
            json.writeNumber(shard.count());
            json.writeEndArray();
            json.writeObjectFieldStart("properties");
            json.writeStringField("os", System.getProperty("os.name", "unknown"));
            json.writeStringField("browser", "jetcord");
            json.writeStringField("device", "jetcord");
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** Opcode 6. */
    static Command resume(ShardSettings shard, GatewaySession session) {
        return write(6, json -> {
            json.writeObjectFieldStart("d");
            json.writeStringField("token", shard.token().reveal());
            json.writeStringField("session_id", session.id());
            json.writeNumberField("seq", session.acknowledged());
            json.writeEndObject();
        });
    }

    /**
     * Opcode 3 (Discord, "Update Presence").
     *
     * @param data a JSON object
     * @throws IllegalArgumentException when it is larger than Discord takes
     */
    public static Command updatePresence(String data) {
        return write(3, json -> writeData(json, data));
    }

    /**
     * Opcode 8 (Discord, "Request Guild Members").
     *
     * @param data a JSON object
     * @throws IllegalArgumentException when it is larger than Discord takes
     */
    public static Command requestGuildMembers(String data) {
        return write(8, json -> writeData(json, data));
    }

    public int opcode() {
        return opcode;
    }

    /** The JSON to send. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return "Command[opcode " + opcode + ']';
    }

    private static void writeData(JsonGenerator json, String data) throws IOException {
        json.writeFieldName("d");
        json.writeRawValue(data);
    }

    private static Command write(int opcode, Content content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("op", opcode);
            content.write(json);
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return new Command(opcode, text.toString());
    }

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }
}
