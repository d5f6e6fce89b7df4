package dev.jetcord.eligibility.chain;

import dev.jetcord.common.gate.DependencyGate;
import dev.jetcord.common.gate.GateSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;

/**
 * One place where a chain is asked, behind a gate of its own. It is believed only while it says that it serves the right
 * chain, which it is asked at first, by each probe, and every few minutes. Thread-safe.
 */
final class RpcEndpoint implements AutoCloseable {
    /** A quarter of at least 4 of the latest 20 requests; a probe every 2 s. */
    static final GateSettings GATE = new GateSettings(20, 4, 0.25, Duration.ofSeconds(2));

    private static final Duration BELIEVED = Duration.ofMinutes(5);
    private static final int REVERTED = 3;

    private final String name;
    private final HttpRpc rpc;
    private final BigInteger chainId;
    private final InstantSource clock;
    private final DependencyGate gate;
    private final Counter requests;
    private final Counter failures;
    private volatile Instant believedUntil = Instant.MIN;

    /** @param name the chain's name and the endpoint's number: what logs and metrics show of it */
    RpcEndpoint(
            String name, HttpRpc rpc, long chainId, GateSettings gate, InstantSource clock, MeterRegistry registry) {
        this.name = name;
        this.rpc = rpc;
        this.chainId = BigInteger.valueOf(chainId);
        this.clock = clock;
        this.gate = new DependencyGate("rpc-" + name, gate, RpcEndpoint::isFailure, this::verify, registry);
        this.requests = counter("jetcord.chain.requests", "HTTP requests to an endpoint of a chain", registry);
        this.failures = counter("jetcord.chain.failures", "Requests that an endpoint did not answer", registry);
    }

    String name() {
        return name;
    }

    /** Whether it fails at present, and so is only probed. */
    boolean isUnavailable() {
        return gate.isOpen();
    }

    /** Asks for one text. */
    RpcAnswer call(RpcQuery query) throws Exception {
        return batch(List.of(query)).getFirst();
    }

    /**
     * Asks everything in one request.
     *
     * @return the answers, in the order of the queries
     * @throws RpcException when none of them was answered
     */
    List<RpcAnswer> batch(List<RpcQuery> queries) throws Exception {
        return gate.call(() -> {
            believe();
            return send(queries);
        });
    }

    /** The number of the block that {@code tag} names. */
    BigInteger blockNumber(String tag) throws Exception {
        return gate.call(() -> {
            believe();
            EthBlock answer = guarded(() -> rpc.send(
                    new Request<>("eth_getBlockByNumber", List.of(tag, false), rpc, EthBlock.class), EthBlock.class));
            if (answer.hasError()) {
                throw new RpcException("it does not know the block '" + tag + "': "
                        + shortened(answer.getError().getMessage()));
            }
            if (answer.getBlock() == null || answer.getBlock().getNumberRaw() == null) {
                throw new RpcException("it does not know the block '" + tag + "'");
            }
            return Words.quantity(answer.getBlock().getNumberRaw())
                    .orElseThrow(() -> new RpcException("the number of its block '" + tag + "' is no number"));
        });
    }

    @Override
    public void close() {
        gate.close();
    }

    private void believe() throws IOException {
        if (clock.instant().isAfter(believedUntil)) {
            verify();
        }
    }

    private void verify() throws IOException {
        RpcAnswer answer = send(List.of(new RpcQuery("eth_chainId", List.of()))).getFirst();
        BigInteger id = answer instanceof RpcAnswer.Result(String text)
                ? Words.quantity(text).orElse(BigInteger.ZERO)
                : BigInteger.ZERO;
        if (!id.equals(chainId)) {
            throw new RpcException("it answers for chain " + id + " and not for " + chainId);
        }
        believedUntil = clock.instant().plus(BELIEVED);
    }

    private List<RpcAnswer> send(List<RpcQuery> queries) throws IOException {
        BatchRequest batch = new BatchRequest(rpc);
        List<Request<Object, EthCall>> sent = queries.stream()
                .map(query -> new Request<>(query.method(), query.parameters(), rpc, EthCall.class))
                .toList();
        sent.forEach(batch::add);
        // An endpoint may answer a batch in any order, so that only the ids tell what belongs to what.
        Map<Long, Response<?>> byId = new HashMap<>();
        for (Response<?> response : guarded(batch::send).getResponses()) {
            byId.put(response.getId(), response);
        }
        List<RpcAnswer> answers = sent.stream()
                .map(request -> {
                    Response<?> response = byId.get(request.getId());
                    return response == null ? new RpcAnswer.Failed("it left a call unanswered") : answer(response);
                })
                .toList();
        if (answers.stream().allMatch(RpcAnswer.Failed.class::isInstance)) {
            failures.increment();
            throw new RpcException(((RpcAnswer.Failed) answers.getFirst()).reason());
        }
        return answers;
    }

    private static RpcAnswer answer(Response<?> response) {
        if (response.hasError()) {
            String message = String.valueOf(response.getError().getMessage()).toLowerCase(Locale.ROOT);
            boolean reverted = response.getError().getCode() == REVERTED
                    || message.contains("revert")
                    || message.contains("invalid opcode")
                    || message.contains("out of gas");
            return reverted
                    ? new RpcAnswer.Reverted()
                    : new RpcAnswer.Failed(
                            "it answers with the error " + response.getError().getCode() + ": " + shortened(message));
        }
        return response.getResult() instanceof String text
                ? new RpcAnswer.Result(text)
                : new RpcAnswer.Failed("it answers without a result");
    }

    /** Runs one request; what web3j throws at an answer that is no JSON-RPC becomes a failure of the endpoint. */
    private <T> T guarded(Exchange<T> exchange) throws IOException {
        requests.increment();
        try {
            return exchange.run();
        } catch (IOException failed) {
            failures.increment();
            throw failed;
        } catch (RuntimeException garbage) {
            failures.increment();
            throw new RpcException("its answer is no JSON-RPC", garbage);
        }
    }

    private static boolean isFailure(Exception thrown) {
        return thrown instanceof IOException && !(thrown instanceof InterruptedIOException);
    }

    private Counter counter(String metric, String description, MeterRegistry registry) {
        return Counter.builder(metric)
                .description(description)
                .tag("endpoint", name)
                .register(registry);
    }

    private static String shortened(String message) {
        return message.length() <= 100 ? message : message.substring(0, 100) + "…";
    }

    @FunctionalInterface
    private interface Exchange<T> {
        T run() throws IOException;
    }
}
