package dev.jetcord.e2e.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a bare HTTP client needs for the request that answers an interaction, to the same local Discord at the same rate. The
 * interactions are none, so that it answers 404, by the way that it answers all callbacks.
 */
final class RestRoundTrip {
    private static final int UNKNOWN = 404;
    private static final double MILLIS = 1e6;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String ANSWER = "{\"type\":4,\"data\":{\"content\":\"Pong!\"}}";

    private RestRoundTrip() {}

    /**
     * The times in milliseconds, in ascending order.
     *
     * @throws UnmeasurableException when a request was not answered as it has to be
     */
    static List<Double> measure(String discordUrl, int rate, Duration duration) throws UnmeasurableException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Queue<CompletableFuture<Double>> answers = new ConcurrentLinkedQueue<>();
            var id = new AtomicLong();
            Pace.keep(rate, rate * duration.toSeconds(), () -> {
                // Each its own, as Discord's limit is one for each interaction.
                HttpRequest request = request(URI.create(
                        discordUrl + "/interactions/%1$d/unknown-%1$d/callback".formatted(id.incrementAndGet())));
                answers.add(send(http, request));
            });
            return answers.stream().map(CompletableFuture::join).sorted().toList();
        } catch (CompletionException failed) {
            throw new UnmeasurableException("the bare HTTP client was not answered: " + failed.getCause());
        }
    }

    private static HttpRequest request(URI callback) {
        return HttpRequest.newBuilder(callback)
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(ANSWER))
                .build();
    }

    private static CompletableFuture<Double> send(HttpClient http, HttpRequest request) {
        long sent = System.nanoTime();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(answer -> {
            require(answer);
            return (System.nanoTime() - sent) / MILLIS;
        });
    }

    private static void require(HttpResponse<String> answer) {
        if (answer.statusCode() != UNKNOWN) {
            throw new IllegalStateException("the sandbox answered " + answer.statusCode() + " instead of " + UNKNOWN);
        }
    }
}
