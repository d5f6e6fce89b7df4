package dev.jetcord.eligibility.chain;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import dev.jetcord.common.gate.GateSettings;
import dev.jetcord.eligibility.chain.Reading.Known;
import dev.jetcord.eligibility.chain.Reading.Unknown;
import dev.jetcord.eligibility.rule.Address;
import dev.jetcord.eligibility.rule.Asset;
import dev.jetcord.eligibility.rule.Holding;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * The configured chains. Callers block, at most for a few timeouts of the endpoints; give it virtual threads. Thread-safe.
 */
public final class Chains implements AutoCloseable {
    private final Map<String, Chain> chains = new LinkedHashMap<>();
    private final HttpClient client;

    public Chains(ChainsConfiguration configuration, InstantSource clock, MeterRegistry registry) {
        this(configuration, RpcEndpoint.GATE, clock, registry);
    }

    Chains(ChainsConfiguration configuration, GateSettings gate, InstantSource clock, MeterRegistry registry) {
        this.client = HttpClient.newBuilder()
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        for (ChainSettings settings : configuration.chains()) {
            List<RpcEndpoint> endpoints = new ArrayList<>();
            for (int i = 0; i < settings.endpoints().size(); i++) {
                endpoints.add(new RpcEndpoint(
                        settings.name() + "-" + (i + 1),
                        new HttpRpc(client, settings.endpoints().get(i), settings.timeout()),
                        settings.id(),
                        gate,
                        clock,
                        registry));
            }
            Failover failover = new Failover(settings.name(), endpoints, settings.batch());
            chains.put(settings.name(), new Chain(settings, failover, configuration.cache(), clock, registry));
        }
    }

    /** The chains' names, in the order of the configuration. */
    public List<String> names() {
        return List.copyOf(chains.keySet());
    }

    /**
     * Reads balances: those of one chain all at one block, by as few requests as its batch size allows.
     *
     * @return an answer for each query
     */
    public Map<BalanceQuery, Reading> balances(Set<BalanceQuery> queries) {
        Map<BalanceQuery, Reading> readings = new HashMap<>();
        queries.stream()
                .collect(groupingBy(query -> query.asset().chain(), toSet()))
                .forEach((name, some) -> {
                    Optional<Chain> chain = find(name);
                    if (chain.isPresent()) {
                        readings.putAll(chain.get().balances(some));
                    } else {
                        some.forEach(query ->
                                readings.put(query, new Unknown("the chain " + name + " is not configured", false)));
                    }
                });
        return readings;
    }

    /** What wallets hold of an asset together, by {@code readings} of each. */
    public static Holding holding(Asset asset, Set<Address> wallets, Map<BalanceQuery, Reading> readings) {
        BigInteger sum = BigInteger.ZERO;
        int unread = 0;
        for (Address wallet : wallets) {
            if (readings.get(new BalanceQuery(asset, wallet)) instanceof Known(BigInteger amount, BigInteger _)) {
                sum = sum.add(amount);
            } else {
                unread++;
            }
        }
        return new Holding(sum, wallets.size(), unread);
    }

    @Override
    public void close() {
        chains.values().forEach(Chain::close);
        client.shutdownNow();
    }

    Optional<Chain> find(String name) {
        return Optional.ofNullable(chains.get(name));
    }
}
