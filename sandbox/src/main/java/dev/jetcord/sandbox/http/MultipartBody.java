package dev.jetcord.sandbox.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Attributes;

/**
 * A body with files: a JSON part {@code payload_json} and parts {@code files[n]}. Reference, Uploading Files.
 *
 * @param json of {@code payload_json}; an empty object if there is none
 */
public record MultipartBody(ObjectNode json, List<File> files) {

    /** More than a body that is in order can have, so that too many files are refused as such. */
    private static final int PARTS = 100;

    private static final Pattern FILE = Pattern.compile("files\\[(\\d{1,3})]");

    /**
     * A file; what is in it is not kept.
     *
     * @param number n of {@code files[n]}, by which the message's {@code attachments} name it
     * @param bytes how long it is
     */
    public record File(int number, String name, String contentType, long bytes) {}

    static boolean is(String contentType) {
        return contentType.startsWith("multipart/form-data");
    }

    /**
     * Takes a body apart.
     *
     * @throws ApiException 40005 if a file is too large, 50109 if {@code payload_json} is no JSON, 50035 if there are too
     *     many files or the parts can't be read
     */
    static MultipartBody read(byte[] body, String contentType) throws ApiException {
        MultiPartConfig config = new MultiPartConfig.Builder()
                .maxParts(PARTS)
                .maxSize(DiscordLimits.REQUEST_BYTES)
                .maxPartSize(DiscordLimits.REQUEST_BYTES)
                .maxMemoryPartSize(DiscordLimits.REQUEST_BYTES)
                .build();
        Content.Source source = Content.Source.from(ByteBuffer.wrap(body));
        try (MultiPartFormData.Parts parts =
                MultiPartFormData.getParts(source, new Attributes.Mapped(), contentType, config)) {
            return read(parts);
        } catch (RuntimeException e) { // Jetty throws several kinds, all for what is wrong with the bytes
            ApiException refusal = new FormErrors()
                    .add("", "CONTENT_TYPE_INVALID", "The parts of the body can't be read")
                    .exception();
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static MultipartBody read(MultiPartFormData.Parts parts) throws ApiException {
        ObjectNode json = Json.object();
        List<File> files = new ArrayList<>();
        for (MultiPart.Part part : parts) {
            OptionalInt number = number(part.getName());
            if (number.isPresent()) {
                files.add(file(number.getAsInt(), part));
            } else if (part.getName().equals("payload_json")) {
                json = payload(part.getContentAsString(UTF_8));
            }
        }
        if (files.size() > DiscordLimits.ATTACHMENTS) {
            throw new FormErrors()
                    .tooLong("attachments", DiscordLimits.ATTACHMENTS)
                    .exception();
        }
        return new MultipartBody(json, List.copyOf(files));
    }

    private static ObjectNode payload(String text) throws ApiException {
        try {
            JsonNode payload = Json.parse(text);
            if (payload instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            throw ApiException.invalidJson();
        }
        throw ApiException.invalidJson();
    }

    private static File file(int number, MultiPart.Part part) throws ApiException {
        if (part.getLength() > DiscordLimits.ATTACHMENT_BYTES) {
            throw ApiException.tooLarge();
        }
        return new File(
                number,
                Optional.ofNullable(part.getFileName()).orElse("file" + number),
                Optional.ofNullable(part.getHeaders().get("Content-Type")).orElse("application/octet-stream"),
                part.getLength());
    }

    private static OptionalInt number(String part) {
        if (part.equals("file")) {
            return OptionalInt.of(0);
        }
        Matcher file = FILE.matcher(part);
        return file.matches() ? OptionalInt.of(Integer.parseInt(file.group(1))) : OptionalInt.empty();
    }
}
