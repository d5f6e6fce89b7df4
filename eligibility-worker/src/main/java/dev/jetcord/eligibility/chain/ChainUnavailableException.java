package dev.jetcord.eligibility.chain;

/** That no endpoint of a chain answers. Its message is for people: no endpoint's address, no full stop. */
public final class ChainUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    ChainUnavailableException(String chain) {
        super(words(chain));
    }

    static String words(String chain) {
        return "the chain " + chain + " cannot be asked at present";
    }
}
