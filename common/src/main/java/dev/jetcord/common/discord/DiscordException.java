package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

/**
 * A call of Discord's REST API did not succeed. The message names the route's template, never its values, since the
 * address of an interaction holds its token; for the same reason there is no cause.
 */
public final class DiscordException extends Exception {
    /** What went wrong, as far as a caller can act on it. */
    public enum Kind {
        /** Discord refused the request (4xx): the same request would be refused again. */
        REFUSED,
        /** Discord had a failure of its own (5xx), and went on having it for as long as we tried. */
        SERVER_ERROR,
        /** The rate limit does not end before the time by which an answer was needed. */
        RATE_LIMITED,
        /** No connection, or it broke. */
        UNREACHABLE,
        /** No answer in time. */
        TIMED_OUT
    }

    private static final int UNAUTHORIZED = 401;

    private final Kind kind;
    private final int status;
    private final int code;

    DiscordException(Kind kind, int status, int code, String message) {
        super(message);
        this.kind = requireNonNull(kind, "kind");
        this.status = status;
        this.code = code;
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status, or 0 where there was no answer. */
    public int status() {
        return status;
    }

    /** Discord's error code, or {@link DiscordErrorCode#NONE}. */
    public int code() {
        return code;
    }

    /** Whether Discord does not know the token: nothing will succeed with it. */
    public boolean isTokenRefused() {
        return status == UNAUTHORIZED;
    }

    /** Whether the same call may succeed later. */
    public boolean isTransient() {
        return kind != Kind.REFUSED;
    }
}
