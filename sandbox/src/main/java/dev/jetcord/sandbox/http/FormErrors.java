package dev.jetcord.sandbox.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.util.Optional;

/** What is wrong with a body, field by field: the {@code errors} of code 50035. Not thread-safe. Reference, Error Messages. */
public final class FormErrors {

    private final ObjectNode root = Json.object();

    /**
     * Adds an error.
     *
     * @param path field names and array indexes, joined by dots; empty for the body itself
     */
    public FormErrors add(String path, String code, String message) {
        ObjectNode node = root;
        if (!path.isEmpty()) {
            for (String step : path.split("\\.", -1)) {
                node = node.path(step) instanceof ObjectNode child ? child : node.putObject(step);
            }
        }
        ArrayNode list = node.path("_errors") instanceof ArrayNode errors ? errors : node.putArray("_errors");
        list.addObject().put("code", code).put("message", message);
        return this;
    }

    public FormErrors required(String path) {
        return add(path, "BASE_TYPE_REQUIRED", "This field is required");
    }

    public FormErrors length(String path, int from, int to) {
        return add(path, "BASE_TYPE_BAD_LENGTH", "Must be between %d and %d in length.".formatted(from, to));
    }

    public FormErrors tooLong(String path, int to) {
        return add(path, "BASE_TYPE_MAX_LENGTH", "Must be %d or fewer in length.".formatted(to));
    }

    public FormErrors choices(String path, String values) {
        return add(path, "BASE_TYPE_CHOICES", "Value must be one of (%s).".formatted(values));
    }

    public boolean isEmpty() {
        return root.isEmpty();
    }

    /**
     * Ends the checks.
     *
     * @throws ApiException 50035 if anything was wrong
     */
    public void orThrow() throws ApiException {
        if (!isEmpty()) {
            throw exception();
        }
    }

    public ApiException exception() {
        return new ApiException(400, 50035, "Invalid Form Body", Optional.of(root));
    }
}
