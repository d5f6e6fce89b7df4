package dev.jetcord.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request.
 *
 * @param path without the query
 * @param variables the parts of the path that the route names
 * @param query the first value of each parameter
 * @param headers the first value of each header, by lower-case name
 */
@SuppressWarnings("ArrayRecordComponent") // read once and compared by nobody
public record Call(
        String method,
        String path,
        Map<String, String> variables,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {

    Call with(Map<String, String> named) {
        return new Call(method, path, named, query, headers, body);
    }

    /** The text of a part of the path. */
    public String text(String variable) {
        String value = variables.get(variable);
        if (value == null) {
            throw new IllegalArgumentException("the route has no variable " + variable);
        }
        return value;
    }

    /**
     * A snowflake in the path.
     *
     * @throws ApiException 50035 if it is none
     */
    public long snowflake(String variable) throws ApiException {
        OptionalLong value = Json.snowflake(text(variable));
        if (value.isEmpty()) {
            throw new FormErrors()
                    .add(variable, "NUMBER_TYPE_COERCE", "Value \"%s\" is not snowflake.".formatted(text(variable)))
                    .exception();
        }
        return value.getAsLong();
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** Reference, Boolean Query Strings. */
    public boolean flag(String name) {
        return parameter(name)
                .filter(value -> value.equalsIgnoreCase("true") || value.equals("1"))
                .isPresent();
    }

    /**
     * A parameter that is a whole number.
     *
     * @throws ApiException 50035 if it is none, or out of its range
     */
    public long number(String name, long fallback, long from, long to) throws ApiException {
        String text = query.get(name);
        if (text == null) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= from && value <= to) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw numberOutOfRange(name, from, to);
        }
        throw numberOutOfRange(name, from, to);
    }

    private static ApiException numberOutOfRange(String name, long from, long to) {
        return new FormErrors()
                .add(name, "NUMBER_TYPE_RANGE", "Value must be a number from %d to %d.".formatted(from, to))
                .exception();
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /**
     * The body, whatever its shape.
     *
     * @throws ApiException 50109 if it is no JSON
     */
    public JsonNode json() throws ApiException {
        try {
            return Json.parse(body);
        } catch (IOException e) {
            throw ApiException.invalidJson();
        }
    }

    /**
     * The body; an empty object when there is none.
     *
     * @throws ApiException 50109 if it is no JSON, 50035 if it is no object
     */
    public ObjectNode object() throws ApiException {
        if (body.length == 0) {
            return Json.object();
        }
        if (json() instanceof ObjectNode object) {
            return object;
        }
        throw new FormErrors()
                .add("", "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
                .exception();
    }

    /**
     * The body with its files, whether or not it comes in parts.
     *
     * @throws ApiException as {@link #object}, and as {@link MultipartBody#read}
     */
    public MultipartBody form() throws ApiException {
        String type = header("content-type").orElse("");
        return MultipartBody.is(type) ? MultipartBody.read(body, type) : new MultipartBody(object(), List.of());
    }
}
