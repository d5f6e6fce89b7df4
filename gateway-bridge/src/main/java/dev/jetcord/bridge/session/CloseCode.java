package dev.jetcord.bridge.session;

import java.util.Optional;

/** Discord's own close codes and what follows from each (Discord, "Gateway Close Event Codes"). */
enum CloseCode {
    UNKNOWN_ERROR(4000, Consequence.RESUME),
    UNKNOWN_OPCODE(4001, Consequence.RESUME),
    DECODE_ERROR(4002, Consequence.RESUME),
    /** Something was sent before IDENTIFY, or the session is no longer valid: the latter is tried out by a RESUME. */
    NOT_AUTHENTICATED(4003, Consequence.RESUME_ONCE),
    AUTHENTICATION_FAILED(4004, Consequence.FATAL),
    ALREADY_AUTHENTICATED(4005, Consequence.RESUME),
    INVALID_SEQUENCE(4007, Consequence.NEW_SESSION),
    RATE_LIMITED(4008, Consequence.RESUME),
    SESSION_TIMED_OUT(4009, Consequence.NEW_SESSION),
    INVALID_SHARD(4010, Consequence.FATAL),
    SHARDING_REQUIRED(4011, Consequence.FATAL),
    INVALID_API_VERSION(4012, Consequence.FATAL),
    INVALID_INTENTS(4013, Consequence.FATAL),
    DISALLOWED_INTENTS(4014, Consequence.FATAL);

    /** What a close code asks of the client. */
    enum Consequence {
        RESUME,
        RESUME_ONCE,
        NEW_SESSION,
        FATAL
    }

    private final int code;
    private final Consequence consequence;

    CloseCode(int code, Consequence consequence) {
        this.code = code;
        this.consequence = consequence;
    }

    int code() {
        return code;
    }

    Consequence consequence() {
        return consequence;
    }

    /** Empty for a code that is not Discord's own, such as the network's 1006: the session is then resumed. */
    static Optional<CloseCode> of(int code) {
        for (CloseCode value : values()) {
            if (value.code == code) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
