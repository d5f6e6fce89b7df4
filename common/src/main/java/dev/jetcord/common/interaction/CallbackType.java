package dev.jetcord.common.interaction;

/** Discord, "Interaction Callback Type". */
enum CallbackType {
    MESSAGE(4),
    DEFERRED_MESSAGE(5),
    DEFERRED_UPDATE(6),
    UPDATE(7),
    CHOICES(8),
    MODAL(9);

    private final int value;

    CallbackType(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }
}
