package dev.jetcord.common.operations;

/**
 * One thing that must be right for a service to be alive or ready. Implementations answer at once, from what they
 * already know, and may be called from any thread.
 */
@FunctionalInterface
public interface Health {
    Status check();

    /**
     * What a check found.
     *
     * @param healthy whether it is right
     * @param message for an operator: what is wrong and what to do; a short word when nothing is
     */
    record Status(boolean healthy, String message) {
        public static final Status OK = new Status(true, "ok");

        public static Status unhealthy(String message) {
            return new Status(false, message);
        }
    }
}
