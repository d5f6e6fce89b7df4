package dev.jetcord.sandbox.chain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Pattern;

/** The chains by name. One is there from the start. Thread-safe. */
public final class StubChains {
    /** The name of the chain that is there from the start. */
    public static final String FIRST = "sandbox";

    /** Its id, which no real chain of any weight has. */
    public static final long FIRST_ID = 777_777;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private final Map<String, StubChain> chains = new ConcurrentSkipListMap<>();

    public StubChains() {
        add(FIRST, FIRST_ID);
    }

    /**
     * Adds a chain.
     *
     * @throws IllegalArgumentException when the name is taken or cannot be one, or the id is not positive
     */
    public StubChain add(String name, long id) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a chain's name has lower-case letters, digits and hyphens, not " + name);
        }
        if (id < 1) {
            throw new IllegalArgumentException("a chain's id is 1 or more, not " + id);
        }
        StubChain chain = new StubChain(name, id);
        if (chains.putIfAbsent(name, chain) != null) {
            throw new IllegalArgumentException("there is a chain " + name + " already");
        }
        return chain;
    }

    public Optional<StubChain> find(String name) {
        return Optional.ofNullable(chains.get(name));
    }

    /** The chain that is there from the start. */
    public StubChain first() {
        return find(FIRST).orElseThrow();
    }

    public Collection<StubChain> all() {
        return List.copyOf(chains.values());
    }
}
