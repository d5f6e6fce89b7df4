package dev.jetcord.sandbox.interaction;

import java.util.Optional;

/** Receiving and Responding, Interaction Callback Type. */
public enum CallbackType {
    PONG(1),
    MESSAGE(4),
    DEFERRED_MESSAGE(5),
    DEFERRED_UPDATE(6),
    UPDATE(7),
    CHOICES(8),
    MODAL(9);

    private final int code;

    CallbackType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Optional<CallbackType> of(int code) {
        for (CallbackType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
