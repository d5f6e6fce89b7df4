package dev.jetcord.eligibility.chain;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of a chain at one block. All balances of a check are of one view, so that a token which moves between two
 * wallets of a member is counted once. Thread-safe.
 */
final class BlockView {
    /** At some 200 bytes each. */
    private static final int MAX_BALANCES = 50_000;

    private final BigInteger block;
    private final Instant validUntil;
    private final Map<BalanceQuery, BigInteger> balances = new ConcurrentHashMap<>();

    /** @param validUntil when checks that begin should choose a newer block */
    BlockView(BigInteger block, Instant validUntil) {
        this.block = block;
        this.validUntil = validUntil;
    }

    BigInteger block() {
        return block;
    }

    /** The block as JSON-RPC writes it. */
    String tag() {
        return "0x" + block.toString(16);
    }

    boolean isValidAt(Instant now) {
        return now.isBefore(validUntil);
    }

    Optional<BigInteger> balance(BalanceQuery query) {
        return Optional.ofNullable(balances.get(query));
    }

    /** Keeps a balance, unless there are too many already: then it is read again when it is asked for. */
    void keep(BalanceQuery query, BigInteger amount) {
        if (balances.size() < MAX_BALANCES) {
            balances.put(query, amount);
        }
    }
}
