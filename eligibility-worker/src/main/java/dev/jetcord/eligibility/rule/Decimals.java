package dev.jetcord.eligibility.rule;

/** Knows how many digits of a token's amounts stand behind the point. */
@FunctionalInterface
public interface Decimals {
    /**
     * From 0 to 255. May block.
     *
     * @throws UnknownException when it cannot be told
     */
    int of(Asset.Erc20 token) throws UnknownException;

    /** Says in words for people, without a full stop, why decimals cannot be told. */
    final class UnknownException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnknownException(String message) {
            super(message);
        }
    }
}
