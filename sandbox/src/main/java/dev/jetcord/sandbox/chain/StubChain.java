package dev.jetcord.sandbox.chain;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/**
 * A chain on which each change is a block of its own. Like a node that keeps no archive it knows the state of its latest 128
 * blocks only. Thread-safe.
 */
public final class StubChain {
    private static final int KEPT_BLOCKS = 128;

    private final String name;
    private final long id;
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    /** The states of the latest blocks, the latest one last. */
    private final Deque<ChainState> states = new ArrayDeque<>();

    private long block;
    private long deployed;
    private volatile int safeLag;
    private volatile ChainFaults faults = ChainFaults.NONE;

    StubChain(String name, long id) {
        this.name = name;
        this.id = id;
        states.add(ChainState.EMPTY);
    }

    public String name() {
        return name;
    }

    /** The chain's id (EIP-155). */
    public long id() {
        return id;
    }

    public ChainFaults faults() {
        return faults;
    }

    public void setFaults(ChainFaults now) {
        faults = now;
    }

    /** How many blocks the safe one is behind the latest. */
    public int safeLag() {
        return safeLag;
    }

    public void setSafeLag(int blocks) {
        if (blocks < 0 || blocks >= KEPT_BLOCKS) {
            throw new IllegalArgumentException("the safe block is 0 to 127 behind the latest, not " + blocks);
        }
        safeLag = blocks;
    }

    /** HTTP requests to its endpoint since the start. */
    public long requests() {
        return requests.get();
    }

    /** Calls of JSON-RPC in them, more than one in a batch. */
    public long calls() {
        return calls.get();
    }

    public long block() {
        lock.lock();
        try {
            return block;
        } finally {
            lock.unlock();
        }
    }

    /** Mines empty blocks. */
    public void mine(int blocks) {
        for (int i = 0; i < blocks; i++) {
            change(state -> state);
        }
    }

    /**
     * Deploys a token.
     *
     * @param decimals absent: a token that does not tell them
     * @return its address
     */
    public String deployErc20(Optional<Integer> decimals) {
        return deploy(new Contract.Erc20(decimals, Map.of()));
    }

    /** Deploys a collection; its address. */
    public String deployErc721() {
        return deploy(new Contract.Erc721(Map.of()));
    }

    /** Deploys a contract of many tokens; its address. */
    public String deployErc1155() {
        return deploy(new Contract.Erc1155(Map.of()));
    }

    /** Deploys a contract that answers no call; its address. */
    public String deployMute() {
        return deploy(new Contract.Mute());
    }

    /** Sets what addresses hold of the chain's coin, in wei. */
    public void setCoins(Map<String, BigInteger> balances) {
        Map<String, BigInteger> changes = Keyed.byAddress(balances);
        change(state -> state.withCoins(changes));
    }

    /** Sets what addresses hold of an ERC-20 token, in its smallest unit. */
    public void setTokens(String contract, Map<String, BigInteger> balances) {
        Map<String, BigInteger> changes = Keyed.byAddress(balances);
        change(contract, Contract.Erc20.class, token -> token.with(changes));
    }

    /** Sets who owns tokens of an ERC-721 collection. */
    public void setOwners(String contract, Map<BigInteger, String> owners) {
        Map<BigInteger, String> changes = Keyed.ofAddresses(owners);
        change(contract, Contract.Erc721.class, collection -> collection.with(changes));
    }

    /** Sets what addresses hold of one token of an ERC-1155 contract. */
    public void setItems(String contract, BigInteger token, Map<String, BigInteger> balances) {
        Map<Contract.Item, BigInteger> changes = Keyed.byItem(token, balances);
        change(contract, Contract.Erc1155.class, items -> items.with(changes));
    }

    /**
     * An amount as the control API gives it.
     *
     * @throws IllegalArgumentException when it is no whole number from 0 to 2^256 - 1
     */
    public static BigInteger amount(String decimal) {
        return Hex.amount(decimal);
    }

    /** The state at a block; empty when it is not there yet, or no more. */
    Optional<ChainState> at(long number) {
        lock.lock();
        try {
            long oldest = block - states.size() + 1;
            return number > block || number < oldest
                    ? Optional.empty()
                    : states.stream().skip(number - oldest).findFirst();
        } finally {
            lock.unlock();
        }
    }

    void count(int called) {
        requests.incrementAndGet();
        calls.addAndGet(called);
    }

    private String deploy(Contract contract) {
        lock.lock();
        try {
            deployed++;
            // Of no real contract: a real one's address is a hash.
            String address = "0x%08x%032x".formatted(0x0c0ffee0, deployed);
            change(state -> state.withContract(address, contract));
            return address;
        } finally {
            lock.unlock();
        }
    }

    private <C extends Contract> void change(String contract, Class<C> kind, UnaryOperator<C> change) {
        String address = Hex.address(contract);
        change(state -> {
            Contract found = state.contracts().get(address);
            if (!kind.isInstance(found)) {
                throw new IllegalArgumentException("there is no %s at %s".formatted(kind.getSimpleName(), contract));
            }
            return state.withContract(address, change.apply(kind.cast(found)));
        });
    }

    private void change(UnaryOperator<ChainState> change) {
        lock.lock();
        try {
            states.addLast(change.apply(states.getLast()));
            block++;
            if (states.size() > KEPT_BLOCKS) {
                states.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }
}
