package dev.jetcord.common.messaging.consumer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Takes interaction tokens out of a body before it is kept: whoever holds one can answer as the bot for 15 minutes. A
 * body that is no JSON could hold one anywhere, so nothing of it is kept.
 */
final class TokenRedaction {
    static final String REDACTED = "redacted";
    private static final JsonFactory JSON = new JsonFactory();

    private TokenRedaction() {}

    /** The body with the text of every field named {@code token} replaced; empty when it is no JSON. */
    static byte[] redact(byte[] body) {
        ByteArrayOutputStream redacted = new ByteArrayOutputStream(body.length);
        try (JsonParser parser = JSON.createParser(body);
                JsonGenerator generator = JSON.createGenerator(redacted)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING && "token".equals(parser.currentName())) {
                    generator.writeString(REDACTED);
                } else {
                    generator.copyCurrentEventExact(parser);
                }
            }
        } catch (IOException notJson) {
            return new byte[0];
        }
        return redacted.toByteArray();
    }
}
