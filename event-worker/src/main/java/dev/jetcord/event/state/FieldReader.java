package dev.jetcord.event.state;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a JSON body as it streams by: only what is asked for is kept, however large the rest is. Whatever is not as Discord
 * documents it is an {@link IOException} whose message names the field and never a value.
 */
final class FieldReader {
    private FieldReader() {}

    /** Hands each field of the object that the parser stands at to {@code field}, and skips those it does not take. */
    static void object(JsonParser json, Field field) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("an object is expected");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_NULL || !field.take(name, json)) {
                json.skipChildren();
            }
        }
    }

    /** The elements of the array that the parser stands at. */
    static <T> List<T> array(JsonParser json, Element<T> element) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("a list is expected in " + json.currentName());
        }
        List<T> all = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            all.add(element.read(json));
        }
        return all;
    }

    static long id(JsonParser json) throws IOException {
        try {
            return Long.parseUnsignedLong(text(json));
        } catch (NumberFormatException notAnId) {
            throw new IOException("an id is expected in " + json.currentName(), notAnId);
        }
    }

    static String text(JsonParser json) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            throw new IOException("a text is expected in " + json.currentName());
        }
        return json.getText();
    }

    static int number(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IOException("a number is expected in " + json.currentName());
        }
        return json.getIntValue();
    }

    static boolean flag(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new IOException("true or false is expected in " + json.currentName());
        };
    }

    static Optional<Instant> time(JsonParser json) throws IOException {
        try {
            return Optional.of(OffsetDateTime.parse(text(json)).toInstant());
        } catch (DateTimeException notATime) {
            throw new IOException("a time is expected in " + json.currentName(), notATime);
        }
    }

    /** Takes a field whose value the parser stands at. */
    @FunctionalInterface
    interface Field {
        /** Whether it has read the value; otherwise it must not have moved the parser. */
        boolean take(String name, JsonParser json) throws IOException;
    }

    /** Reads an element that the parser stands at. */
    @FunctionalInterface
    interface Element<T> {
        T read(JsonParser json) throws IOException;
    }
}
