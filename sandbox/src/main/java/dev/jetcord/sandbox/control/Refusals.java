package dev.jetcord.sandbox.control;

import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Reply;

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

    /** 204, or 404 if there was nothing to remove. */
    static Reply removed(boolean done, String what) throws ApiException {
        if (!done) {
            throw new ApiException(404, 0, "There is no such " + what + ".");
        }
        return Reply.noContent();
    }
}
