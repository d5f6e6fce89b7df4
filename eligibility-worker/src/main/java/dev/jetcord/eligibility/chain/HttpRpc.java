package dev.jetcord.eligibility.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.tracing.Step;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.web3j.protocol.Service;

/**
 * web3j's JSON-RPC over the JDK's HTTP client. A request has one deadline over all of it, the slowest body included, and an
 * answer has a largest size. Blocks a virtual thread without pinning it.
 */
final class HttpRpc extends Service {
    /** A batch of 1000 balances is answered in some 100 KiB. */
    private static final int MAX_ANSWER_BYTES = 4 << 20;

    private final HttpClient client;
    private final HttpRequest.Builder template;
    private final Duration timeout;

    HttpRpc(HttpClient client, URI endpoint, Duration timeout) {
        super(false);
        this.client = client;
        this.template = HttpRequest.newBuilder(endpoint)
                .header("content-type", "application/json")
                .header("accept", "application/json");
        this.timeout = timeout;
    }

    @Override
    protected InputStream performIO(String payload) throws RpcException, InterruptedIOException {
        try (Step step = CurrentStep.child(Step.Kind.CLIENT, "chain rpc")) {
            return exchange(payload, step);
        }
    }

    private InputStream exchange(String payload, Step step) throws RpcException, InterruptedIOException {
        HttpRequest request = template.copy()
                .POST(HttpRequest.BodyPublishers.ofString(payload, UTF_8))
                .build();
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            HttpResponse<byte[]> response = exchange.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (response.statusCode() != 200) {
                step.failed(Integer.toString(response.statusCode()));
                throw new RpcException("it answers with HTTP status " + response.statusCode());
            }
            return new ByteArrayInputStream(response.body());
        } catch (TimeoutException late) {
            step.failed("late");
            throw new RpcException("it does not answer within " + timeout.toMillis() + " ms", late);
        } catch (ExecutionException failed) {
            step.failed("unanswered");
            throw new RpcException(
                    "it cannot be asked (" + String.valueOf(failed.getCause()).replaceAll("https?://\\S+", "…") + ")",
                    failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a chain was asked");
        } finally {
            exchange.cancel(true);
        }
    }

    @Override
    public void close() {
        // The client is its owner's.
    }
}
