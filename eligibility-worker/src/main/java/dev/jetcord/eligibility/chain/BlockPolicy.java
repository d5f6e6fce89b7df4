package dev.jetcord.eligibility.chain;

/** At which block a chain is read: late enough to be current, early enough not to be undone by a reorganisation. */
public sealed interface BlockPolicy {
    /** The latest block that the chain's consensus holds to be safe (JSON-RPC's block tag {@code safe}). */
    record Safe() implements BlockPolicy {}

    /**
     * The block so many before the latest.
     *
     * @param blocks from 0 to 10,000; 0 is the latest itself
     */
    record Confirmations(int blocks) implements BlockPolicy {
        static final int MAX = 10_000;

        public Confirmations {
            if (blocks < 0 || blocks > MAX) {
                throw new IllegalArgumentException("Confirmations are from 0 to " + MAX + " but are " + blocks);
            }
        }
    }
}
