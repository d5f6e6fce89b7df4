package dev.jetcord.eligibility.chain;

import static java.util.Objects.requireNonNull;

import dev.jetcord.eligibility.rule.Asset;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * A chain and where it is asked.
 *
 * @param name as rules name it
 * @param id the chain's id (EIP-155), from 1; an endpoint that answers for another is not believed
 * @param endpoints JSON-RPC over HTTP, the preferred one first; secrets, since providers put their keys into them
 * @param block at which block balances are read
 * @param batch the most calls in one request, from 1 to 1000
 * @param timeout of one request, from sending it to the last byte of its answer; positive
 */
public record ChainSettings(String name, long id, List<URI> endpoints, BlockPolicy block, int batch, Duration timeout) {
    static final int MAX_BATCH = 1000;

    public ChainSettings {
        endpoints = List.copyOf(endpoints);
        requireNonNull(block, "block");
        if (!Asset.isChainName(name)) {
            throw new IllegalArgumentException(
                    "A chain's name has 1 to 32 lower-case letters, digits and hyphens but is '" + name + "'");
        }
        if (id < 1) {
            throw new IllegalArgumentException("The id of chain " + name + " must be 1 or more");
        }
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("Chain " + name + " needs at least one endpoint");
        }
        if (batch < 1 || batch > MAX_BATCH) {
            throw new IllegalArgumentException("The batch of chain " + name + " is from 1 to " + MAX_BATCH);
        }
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("The timeout of chain " + name + " must be positive");
        }
    }

    @Override
    public String toString() {
        return "ChainSettings[" + name + ", id=" + id + ", " + endpoints.size() + " endpoints, " + block + "]";
    }
}
