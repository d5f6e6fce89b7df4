package dev.jetcord.sandbox.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads and writes JSON trees. Thread-safe: the mapper is never configured after it is made. */
public final class Json {

    /** Its buffers belong to no thread: each request has one of its own, and would leave them behind. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build())
            .build();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** The tree as UTF-8. */
    public static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree could not be written", e);
        }
    }

    /**
     * Reads a document.
     *
     * @throws IOException if the bytes are no JSON document, or are empty
     */
    public static JsonNode parse(byte[] document) throws IOException {
        return present(MAPPER.readTree(document));
    }

    /**
     * Reads a document.
     *
     * @throws IOException if the text is no JSON document, or is empty
     */
    public static JsonNode parse(String document) throws IOException {
        return present(MAPPER.readTree(document));
    }

    private static JsonNode present(JsonNode tree) throws IOException {
        if (tree.isMissingNode()) {
            throw new IOException("the JSON document is empty");
        }
        return tree;
    }

    /** A snowflake as Discord writes it. */
    public static String id(long snowflake) {
        return Long.toUnsignedString(snowflake);
    }

    /** A snowflake given as a string or as a number; empty if it is absent or is none. */
    public static OptionalLong snowflake(JsonNode node) {
        return node.isTextual() || node.isIntegralNumber() ? snowflake(node.asText()) : OptionalLong.empty();
    }

    /** A snowflake's decimal text; empty if it is none. */
    public static OptionalLong snowflake(String text) {
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The text of a field; empty if it is absent, null or not a string. */
    public static Optional<String> text(JsonNode object, String field) {
        JsonNode value = object.path(field);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** A copy of the field's array; an empty one if there is none. */
    public static ArrayNode arrayOf(JsonNode object, String field) {
        return object.path(field) instanceof ArrayNode array ? array.deepCopy() : array();
    }
}
