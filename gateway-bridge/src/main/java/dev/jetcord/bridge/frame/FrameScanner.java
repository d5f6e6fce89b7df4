package dev.jetcord.bridge.frame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a gateway message in one streaming pass: {@code op}, {@code s}, {@code t}, where {@code d} begins and ends, and
 * the few fields of {@code d} that routing needs (Discord, "Gateway Events: Payload Structure"). The keys may stand in any
 * order. A payload is never bound to objects: its bytes go on as they came. Thread-safe.
 */
public final class FrameScanner {
    private static final int DISPATCH = 0;
    private static final int HEARTBEAT = 1;
    private static final int RECONNECT = 7;
    private static final int INVALID_SESSION = 9;
    private static final int HELLO = 10;
    private static final int HEARTBEAT_ACK = 11;

    /** Names such as the snowflakes that key a map are many, so none is interned in the JVM's own table. */
    private final JsonFactory json = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /**
     * Reads the message in the first {@code length} bytes of {@code buffer}. What the frame keeps is copied, so the buffer
     * may be used again.
     *
     * @throws UndecodableFrameException when it is no JSON, or not in the shape that Discord documents
     */
    public Frame scan(byte[] buffer, int length) throws UndecodableFrameException {
        try (JsonParser parser = json.createParser(buffer, 0, length)) {
            return new Pass(parser, buffer).read();
        } catch (StreamReadException malformed) {
            // Jackson's message may quote the text, which people wrote: only the place is told.
            throw new UndecodableFrameException("it is not well-formed JSON at byte "
                    + malformed.getLocation().getByteOffset() + " of " + length);
        } catch (IOException impossible) {
            throw new UndecodableFrameException(
                    "it cannot be read: " + impossible.getClass().getSimpleName());
        } catch (IllegalArgumentException outOfShape) {
            throw new UndecodableFrameException(String.valueOf(outOfShape.getMessage()));
        }
    }

    /** The state of one pass over one message. */
    private static final class Pass {
        private final JsonParser parser;
        private final byte[] buffer;
        private final DataFields fields = new DataFields();
        private int opcode = -1;
        private long sequence;
        private @Nullable String event;
        private int dataStart = -1;
        private int dataEnd = -1;
        private @Nullable JsonToken dataToken;

        Pass(JsonParser parser, byte[] buffer) {
            this.parser = parser;
            this.buffer = buffer;
        }

        Frame read() throws IOException, UndecodableFrameException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UndecodableFrameException("it is not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "op" -> opcode = value == JsonToken.VALUE_NUMBER_INT ? parser.getIntValue() : -1;
                    case "s" -> sequence = value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : 0;
                    case "t" -> event = value == JsonToken.VALUE_STRING ? parser.getText() : null;
                    case "d" -> data(value);
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new UndecodableFrameException("something follows its JSON object");
            }
            return frame();
        }

        private void data(JsonToken value) throws IOException {
            dataToken = value;
            dataStart = offset(parser.currentTokenLocation().getByteOffset());
            if (value == JsonToken.START_OBJECT) {
                fields.read(parser);
            } else {
                parser.skipChildren();
                parser.finishToken();
            }
            dataEnd = offset(parser.currentLocation().getByteOffset());
        }

        private Frame frame() throws UndecodableFrameException {
            return switch (opcode) {
                case DISPATCH -> dispatch();
                case HEARTBEAT -> new Frame.HeartbeatRequest();
                case RECONNECT -> new Frame.Reconnect();
                case INVALID_SESSION -> new Frame.InvalidSession(dataToken == JsonToken.VALUE_TRUE);
                case HELLO -> new Frame.Hello(Duration.ofMillis(fields.heartbeatInterval()));
                case HEARTBEAT_ACK -> new Frame.HeartbeatAcknowledged();
                case -1 -> throw new UndecodableFrameException("it has no opcode");
                default -> new Frame.Unknown(opcode);
            };
        }

        private Frame dispatch() throws UndecodableFrameException {
            if (event == null || dataStart < 0) {
                throw new UndecodableFrameException("it is a dispatch without " + (event == null ? "t" : "d"));
            }
            Optional<SessionStart> start =
                    event.equals("READY") ? Optional.of(fields.sessionStart()) : Optional.empty();
            Body body = new Body(Arrays.copyOfRange(buffer, dataStart, dataEnd));
            return new Frame.Dispatch(sequence, event, body, fields.routing(event), start);
        }

        private static int offset(long position) {
            return Math.toIntExact(position);
        }
    }
}
