package dev.jetcord.launcher.nats;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** By the JDK's HTTP client, along redirects, which GitHub's releases are. */
final class HttpDownload implements Download {
    private static final int OK = 200;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    @Override
    public void fetch(URI source, Path target) throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT_TIMEOUT)
                .build()) {
            var request = HttpRequest.newBuilder(source).timeout(TIMEOUT).build();
            HttpResponse<Path> response = client.send(request, HttpResponse.BodyHandlers.ofFile(target));
            if (response.statusCode() != OK) {
                throw new IOException(source + " answered with status " + response.statusCode());
            }
        } catch (IOException e) {
            throw new IOException(source.getHost() + " can't be reached: " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
