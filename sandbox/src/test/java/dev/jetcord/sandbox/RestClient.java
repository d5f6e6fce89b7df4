package dev.jetcord.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;

/** Calls REST or the control API with the JDK's own client. */
final class RestClient {

    private final HttpClient http = HttpClient.newHttpClient();
    private final SandboxDiscord discord;

    RestClient(SandboxDiscord discord) {
        this.discord = discord;
    }

    record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        int code() {
            return body.path("code").asInt();
        }
    }

    Answer call(String method, String path, String body) {
        return callAsync(method, path, body).join();
    }

    Answer call(String method, String path, String contentType, String body) {
        return callAsync(method, path, contentType, body).join();
    }

    CompletableFuture<Answer> callAsync(String method, String path, String body) {
        return callAsync(method, path, "application/json", body);
    }

    private CompletableFuture<Answer> callAsync(String method, String path, String contentType, String body) {
        URI url = URI.create(
                (path.startsWith("/control") || path.startsWith("/rpc/") ? discord.url() : discord.apiUrl()) + path);
        HttpRequest request = HttpRequest.newBuilder(url)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Content-Type", contentType)
                .header("Authorization", "Bot " + discord.token())
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray()).thenApply(RestClient::answer);
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        try {
            JsonNode body = response.body().length == 0 ? Json.object() : Json.parse(response.body());
            return new Answer(response.statusCode(), body, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer callback(JsonNode interaction, String body) {
        return call("POST", callbackPath(interaction), body);
    }

    static String callbackPath(JsonNode interaction) {
        return "/interactions/%s/%s/callback"
                .formatted(
                        interaction.path("id").asText(),
                        interaction.path("token").asText());
    }

    String webhook(JsonNode interaction) {
        return "/webhooks/%s/%s"
                .formatted(
                        Json.id(discord.applicationId()),
                        interaction.path("token").asText());
    }

    void registerPing() {
        call("PUT", commands(), "[{\"name\":\"ping\",\"description\":\"Pong\"}]");
    }

    String commands() {
        return "/applications/" + Json.id(discord.applicationId()) + "/commands";
    }
}
