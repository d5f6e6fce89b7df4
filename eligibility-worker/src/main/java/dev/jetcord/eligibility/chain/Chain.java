package dev.jetcord.eligibility.chain;

import dev.jetcord.eligibility.chain.Reading.Known;
import dev.jetcord.eligibility.chain.Reading.Unknown;
import dev.jetcord.eligibility.rule.Asset;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** One chain, read at one block at a time. Thread-safe; its callers block. */
final class Chain implements AutoCloseable {
    private final ChainSettings settings;
    private final Failover endpoints;
    private final Duration cache;
    private final InstantSource clock;
    private final Counter read;
    private final Counter cached;
    private final Counter unknown;
    private final ReentrantLock choosing = new ReentrantLock();
    private volatile BlockView latest = new BlockView(BigInteger.ZERO, Instant.MIN);

    Chain(ChainSettings settings, Failover endpoints, Duration cache, InstantSource clock, MeterRegistry registry) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.cache = cache;
        this.clock = clock;
        this.read = counter("read", registry);
        this.cached = counter("cached", registry);
        this.unknown = counter("unknown", registry);
    }

    String name() {
        return settings.name();
    }

    Failover endpoints() {
        return endpoints;
    }

    /** An answer for each query, all at one block. */
    Map<BalanceQuery, Reading> balances(Set<BalanceQuery> queries) {
        Map<BalanceQuery, Reading> readings = new HashMap<>();
        try {
            BlockView view = view();
            SequencedSet<BalanceQuery> missing = new LinkedHashSet<>();
            for (BalanceQuery query : queries) {
                view.balance(query)
                        .ifPresentOrElse(
                                amount -> readings.put(query, new Known(amount, view.block())),
                                () -> missing.add(query));
            }
            cached.increment(readings.size());
            readings.putAll(ask(List.copyOf(missing), view));
        } catch (ChainUnavailableException nobodyAnswers) {
            unknown.increment(queries.size());
            queries.forEach(query -> readings.put(query, unavailable()));
        }
        return readings;
    }

    @Override
    public void close() {
        endpoints.close();
    }

    private Map<BalanceQuery, Reading> ask(List<BalanceQuery> queries, BlockView view) {
        List<RpcAnswer> answers = endpoints.all(queries.stream()
                .map(query -> TokenCalls.balance(query, view.tag()))
                .toList());
        Map<BalanceQuery, Reading> readings = new HashMap<>();
        for (int i = 0; i < queries.size(); i++) {
            Reading reading = reading(queries.get(i).asset(), answers.get(i), view);
            switch (reading) {
                case Known(BigInteger amount, BigInteger _) -> {
                    view.keep(queries.get(i), amount);
                    read.increment();
                }
                case Unknown _ -> unknown.increment();
            }
            readings.put(queries.get(i), reading);
        }
        return readings;
    }

    private Reading reading(Asset asset, RpcAnswer answer, BlockView view) {
        return switch (answer) {
            case RpcAnswer.Result(String text) -> {
                Optional<BigInteger> amount = asset instanceof Asset.Native ? Words.quantity(text) : Words.word(text);
                yield amount.<Reading>map(known -> new Known(known, view.block()))
                        .orElseGet(() -> noBalance(asset));
            }
            case RpcAnswer.Reverted _ -> noBalance(asset);
            case RpcAnswer.Failed _ -> unavailable();
        };
    }

    private Unknown unavailable() {
        return new Unknown(ChainUnavailableException.words(name()), true);
    }

    private static Unknown noBalance(Asset asset) {
        return switch (asset) {
            case Asset.Native(String chain) -> new Unknown("the chain " + chain + " answers with no balance", true);
            case Asset.Erc20 token -> noBalance(token.contract().value(), token.chain());
            case Asset.Erc721 collection -> noBalance(collection.contract().value(), collection.chain());
            case Asset.Erc1155 item -> noBalance(item.contract().value(), item.chain());
        };
    }

    private static Unknown noBalance(String contract, String chain) {
        return new Unknown("the contract " + contract + " on " + chain + " answers with no balance", false);
    }

    /** The view for a check that begins now. One caller chooses the next block; the others wait for it. */
    private BlockView view() throws ChainUnavailableException {
        BlockView current = latest;
        if (current.isValidAt(clock.instant())) {
            return current;
        }
        choosing.lock();
        try {
            if (!latest.isValidAt(clock.instant())) {
                latest = new BlockView(chooseBlock(), clock.instant().plus(cache));
            }
            return latest;
        } finally {
            choosing.unlock();
        }
    }

    private BigInteger chooseBlock() throws ChainUnavailableException {
        return switch (settings.block()) {
            case BlockPolicy.Safe _ -> endpoints.first(endpoint -> endpoint.blockNumber("safe"));
            case BlockPolicy.Confirmations(int blocks) ->
                endpoints
                        .first(endpoint -> endpoint.blockNumber("latest"))
                        .subtract(BigInteger.valueOf(blocks))
                        .max(BigInteger.ZERO);
        };
    }

    private Counter counter(String source, MeterRegistry registry) {
        return Counter.builder("jetcord.chain.balances")
                .description("Balances that were asked for, by where they came from")
                .tag("chain", settings.name())
                .tag("source", source)
                .register(registry);
    }
}
