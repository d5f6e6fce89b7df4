package dev.jetcord.sandbox.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.MultipartBody;
import dev.jetcord.sandbox.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Reads the body of a request that says something, with or without files: afterwards the message's {@code attachments}
 * hold a whole attachment object for each new file, and the id alone for one that is to stay. Reference, Uploading Files;
 * Message, Attachment Object.
 */
final class MessageForm {

    private final LongSupplier ids;

    /**
     * For requests of a route.
     *
     * @param ids gives each new attachment its id
     */
    MessageForm(LongSupplier ids) {
        this.ids = ids;
    }

    /** A body that is the message itself. */
    ObjectNode message(Call call) throws ApiException {
        MultipartBody form = call.form();
        attach(form.json(), form);
        return form.json();
    }

    /** A body whose {@code data} is the message. */
    ObjectNode callback(Call call) throws ApiException {
        MultipartBody form = call.form();
        if (form.json().path("data") instanceof ObjectNode message) {
            attach(message, form);
        }
        return form.json();
    }

    private void attach(ObjectNode message, MultipartBody form) {
        if (form.files().isEmpty() && !message.has("attachments")) {
            return;
        }
        Map<String, MultipartBody.File> unnamed = new LinkedHashMap<>();
        form.files().forEach(file -> unnamed.put(Integer.toString(file.number()), file));
        ArrayNode attachments = Json.array();
        for (JsonNode given : message.path("attachments")) {
            MultipartBody.File file = unnamed.remove(given.path("id").asText());
            if (file == null) {
                attachments.addObject().put("id", given.path("id").asText());
            } else {
                attachments.add(attachment(file, given));
            }
        }
        unnamed.values().forEach(file -> attachments.add(attachment(file, Json.object())));
        message.set("attachments", attachments);
    }

    private ObjectNode attachment(MultipartBody.File file, JsonNode given) {
        String id = Json.id(ids.getAsLong());
        String name = given.path("filename").asText(file.name());
        String url = "sandbox://attachments/" + id + "/" + name;
        ObjectNode attachment = Json.object()
                .put("id", id)
                .put("filename", name)
                .put("size", file.bytes())
                .put("content_type", file.contentType())
                .put("url", url)
                .put("proxy_url", url);
        Json.text(given, "description").ifPresent(text -> attachment.put("description", text));
        return attachment;
    }
}
