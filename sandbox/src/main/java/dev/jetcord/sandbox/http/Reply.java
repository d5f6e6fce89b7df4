package dev.jetcord.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer to a {@link Call}. */
public record Reply(int status, Map<String, String> headers, Body body) {

    /** What follows the headers. */
    public sealed interface Body {
        /** Nothing. */
        record None() implements Body {}

        /** A JSON document. */
        record Document(JsonNode json) implements Body {}

        /** Lines that come as they are written; the writer returns when there are no more. */
        record Lines(Writer writer) implements Body {}
    }

    /** Writes a body piece by piece on the request's own thread. */
    public interface Writer {
        void write(OutputStream target) throws IOException, InterruptedException;
    }

    public static Reply ok(JsonNode json) {
        return json(200, json);
    }

    public static Reply created(JsonNode json) {
        return json(201, json);
    }

    public static Reply noContent() {
        return new Reply(204, Map.of(), new Body.None());
    }

    public static Reply json(int status, JsonNode json) {
        return new Reply(status, Map.of(), new Body.Document(json));
    }

    public static Reply lines(Writer writer) {
        return new Reply(200, Map.of(), new Body.Lines(writer));
    }

    public static Reply of(ApiException refusal) {
        return json(refusal.status(), refusal.toJson());
    }

    /** A plain status with Discord's body for it. */
    public static Reply ofStatus(int status) {
        return json(
                status, Json.object().put("message", status + ": sandbox fault").put("code", 0));
    }

    public Reply withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, all, body);
    }
}
