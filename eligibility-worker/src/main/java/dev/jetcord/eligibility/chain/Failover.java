package dev.jetcord.eligibility.chain;

import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.eligibility.chain.RpcAnswer.Failed;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the endpoints of one chain, the preferred one first, and the next one what it failed to answer. Thread-safe.
 */
final class Failover implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Failover.class);

    private final String chain;
    private final List<RpcEndpoint> endpoints;
    private final int batch;

    /** @param batch the most calls in one request */
    Failover(String chain, List<RpcEndpoint> endpoints, int batch) {
        this.chain = chain;
        this.endpoints = List.copyOf(endpoints);
        this.batch = batch;
    }

    /**
     * What the first endpoint says that answers.
     *
     * @throws ChainUnavailableException when none does, or the thread is interrupted, whose flag then stays set
     */
    <T> T first(Question<T> question) throws ChainUnavailableException {
        for (RpcEndpoint endpoint : endpoints) {
            try {
                return question.ask(endpoint);
            } catch (Exception failed) {
                note(endpoint, failed);
                if (failed instanceof InterruptedIOException) {
                    break;
                }
            }
        }
        throw new ChainUnavailableException(chain);
    }

    /**
     * The answers to all, in their order, by as many requests as the batch size asks for. When nobody answers one of
     * them, the rest is not asked any more.
     */
    List<RpcAnswer> all(List<RpcQuery> queries) {
        List<RpcAnswer> answers = new ArrayList<>(queries.size());
        boolean away = false;
        for (int from = 0; from < queries.size(); from += batch) {
            List<RpcQuery> some = queries.subList(from, Math.min(from + batch, queries.size()));
            RpcAnswer[] answered = new RpcAnswer[some.size()];
            Arrays.fill(answered, new Failed("nobody was asked"));
            if (!away) {
                ask(some, answered);
                away = Arrays.stream(answered).allMatch(Failed.class::isInstance);
            }
            answers.addAll(Arrays.asList(answered));
        }
        return answers;
    }

    @Override
    public void close() {
        endpoints.forEach(RpcEndpoint::close);
    }

    private void ask(List<RpcQuery> queries, RpcAnswer[] answers) {
        for (RpcEndpoint endpoint : endpoints) {
            int[] open = IntStream.range(0, answers.length)
                    .filter(i -> answers[i] instanceof Failed)
                    .toArray();
            if (open.length == 0) {
                return;
            }
            try {
                List<RpcAnswer> given = endpoint.batch(
                        Arrays.stream(open).mapToObj(queries::get).toList());
                for (int i = 0; i < open.length; i++) {
                    answers[open[i]] = given.get(i);
                }
            } catch (Exception failed) {
                note(endpoint, failed);
                if (failed instanceof InterruptedIOException) {
                    return;
                }
            }
        }
    }

    /** While an endpoint's gate is open, that was said once by the gate. */
    private static void note(RpcEndpoint endpoint, Exception failed) {
        if (failed instanceof DependencyUnavailableException) {
            log.debug("{}", failed.getMessage());
        } else {
            log.warn("The endpoint {} failed: {}", endpoint.name(), failed.getMessage());
        }
    }

    /** Something that is asked of an endpoint. */
    @FunctionalInterface
    interface Question<T> {
        T ask(RpcEndpoint endpoint) throws Exception;
    }
}
