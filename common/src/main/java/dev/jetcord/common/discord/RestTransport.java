package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.jetcord.common.discord.RestCaller.Call;
import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.tracing.Step;
import dev.jetcord.common.wire.Headers;
import discord4j.rest.http.client.ClientException;
import discord4j.rest.http.client.ClientResponse;
import discord4j.rest.request.DiscordWebRequest;
import discord4j.rest.request.Router;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Sends through a router of discord4j. */
final class RestTransport implements Transport {
    private static final int BAD_REQUEST = 400;
    private static final String AUDIT_REASON = "X-Audit-Log-Reason";

    private final Router router;
    private final ObjectMapper json;

    RestTransport(Router router, ObjectMapper json) {
        this.router = requireNonNull(router, "router");
        this.json = requireNonNull(json, "json");
    }

    @Override
    public Attempt send(Call call, Duration timeout) throws InterruptedException {
        try (Step step = CurrentStep.child(Step.Kind.CLIENT, call.endpoint().toString())) {
            Attempt attempt = send(call, timeout, step.traceparent());
            switch (attempt) {
                case Attempt.Answered answered -> {
                    step.with("http.response.status_code", Integer.toString(answered.status()));
                    if (answered.status() >= BAD_REQUEST) {
                        step.failed(Integer.toString(answered.status()));
                    }
                }
                case Attempt.Unanswered _ -> step.failed("unanswered");
            }
            return attempt;
        }
    }

    private Attempt send(Call call, Duration timeout, String traceparent) throws InterruptedException {
        DiscordWebRequest request =
                call.endpoint().route().newRequest(call.variables().toArray());
        call.body().ifPresent(request::body);
        call.auditReason().ifPresent(reason -> request.header(AUDIT_REASON, encoded(reason)));
        if (!traceparent.isEmpty()) {
            request.header(Headers.TRACEPARENT, traceparent);
        }
        CompletableFuture<Attempt.@Nullable Answered> answer = router.exchange(request)
                .mono()
                .flatMap(this::read)
                .onErrorResume(ClientException.class, refused -> Mono.just(read(refused)))
                .contextWrite(context -> context.put(Endpoint.class, call.endpoint()))
                .toFuture();
        try {
            return requireNonNull(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), "an exchange gives an answer");
        } catch (TimeoutException tooSlow) {
            return new Attempt.Unanswered(true, true, "no answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            return unanswered(requireNonNull(Exceptions.unwrap(requireNonNull(failed.getCause()))));
        } finally {
            answer.cancel(true);
        }
    }

    private Mono<Attempt.Answered> read(ClientResponse response) {
        int status = response.getHttpResponse().status().code();
        HttpHeaders headers = response.getHttpResponse().responseHeaders();
        return response.getBody()
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableBytes()];
                    buffer.readBytes(bytes);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0])
                .map(bytes -> answered(status, headers, parse(status, bytes)));
    }

    private Attempt.Answered read(ClientException refused) {
        JsonNode body = refused.getErrorResponse()
                .<JsonNode>map(error -> json.valueToTree(error.getFields()))
                .orElse(MissingNode.getInstance());
        return answered(refused.getStatus().code(), refused.getHeaders(), body);
    }

    private static Attempt.Answered answered(int status, HttpHeaders headers, JsonNode body) {
        Optional<Duration> resetAfter = seconds(headers.get("X-RateLimit-Reset-After"));
        Optional<Duration> retryAfter = status != 429
                ? Optional.empty()
                : seconds(body.path("retry_after").asText(null))
                        .or(() -> seconds(headers.get("Retry-After")))
                        .or(() -> resetAfter);
        boolean exhausted = "0".equals(headers.get("X-RateLimit-Remaining"));
        return new Attempt.Answered(
                status, body, retryAfter, exhausted ? resetAfter.orElse(Duration.ZERO) : Duration.ZERO);
    }

    /** Something that stands before Discord answers in HTML: an error then has no code, a success is not one. */
    private JsonNode parse(int status, byte[] bytes) {
        if (bytes.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return json.readTree(bytes);
        } catch (IOException notJson) {
            if (status < 300) {
                throw new UncheckedIOException("the answer is not JSON", new IOException("not JSON"));
            }
            return MissingNode.getInstance();
        }
    }

    private static Attempt.Unanswered unanswered(Throwable failure) {
        // Only its class is kept of a failure: its message and what Reactor
        // hangs on it may name the address, and with it the token.
        String kind = failure.getClass().getSimpleName();
        boolean neverSent = failure instanceof ConnectException
                || failure instanceof UnknownHostException
                || failure instanceof PoolAcquireTimeoutException
                || failure instanceof PoolAcquirePendingLimitException;
        return neverSent
                ? new Attempt.Unanswered(false, false, "no connection could be had (" + kind + ")")
                : new Attempt.Unanswered(true, false, "the connection broke (" + kind + ")");
    }

    /** Discord decodes the header, which HTTP does not let hold every character (Discord, "Audit Logs"). */
    private static String encoded(String reason) {
        return URLEncoder.encode(reason, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Optional<Duration> seconds(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            double seconds = Double.parseDouble(text);
            return seconds >= 0 && Double.isFinite(seconds)
                    ? Optional.of(Duration.ofMillis((long) Math.ceil(seconds * 1000)))
                    : Optional.empty();
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }
}
