package dev.jetcord.sandbox.control;

import dev.jetcord.sandbox.http.ApiException;

/** What the control API answers to a request that it can't follow. */
final class Refusals {

    private Refusals() {}

    static ApiException badRequest(String message) {
        return new ApiException(400, 0, message);
    }

    static ApiException badRequest(IllegalArgumentException cause) {
        ApiException refusal = badRequest(String.valueOf(cause.getMessage()));
        refusal.initCause(cause);
        return refusal;
    }
}
