package dev.jetcord.eligibility.refusal;

/** A request that is refused; its message tells the user why, and what to do. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }
}
