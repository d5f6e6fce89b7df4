package dev.jetcord.sandbox.interaction;

/** Receiving and Responding, Interaction Type. */
public enum InteractionType {
    COMMAND(2),
    COMPONENT(3),
    AUTOCOMPLETE(4),
    MODAL_SUBMIT(5);

    private final int code;

    InteractionType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** What it may be answered with; an update needs a message to update. */
    boolean allows(CallbackType callback, boolean hasSource) {
        return switch (callback) {
            case PONG -> false;
            case MESSAGE, DEFERRED_MESSAGE -> this != AUTOCOMPLETE;
            case DEFERRED_UPDATE, UPDATE -> hasSource && (this == COMPONENT || this == MODAL_SUBMIT);
            case CHOICES -> this == AUTOCOMPLETE;
            case MODAL -> this == COMMAND || this == COMPONENT;
        };
    }
}
