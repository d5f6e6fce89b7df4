package dev.jetcord.sandbox.interaction;

import java.util.EnumSet;
import java.util.Set;

/** Receiving and Responding, Interaction Type. */
public enum InteractionType {
    COMMAND(2, EnumSet.of(CallbackType.MESSAGE, CallbackType.DEFERRED_MESSAGE, CallbackType.MODAL)),
    COMPONENT(
            3,
            EnumSet.of(
                    CallbackType.MESSAGE,
                    CallbackType.DEFERRED_MESSAGE,
                    CallbackType.DEFERRED_UPDATE,
                    CallbackType.UPDATE,
                    CallbackType.MODAL)),
    AUTOCOMPLETE(4, EnumSet.of(CallbackType.CHOICES)),
    MODAL_SUBMIT(
            5,
            EnumSet.of(
                    CallbackType.MESSAGE,
                    CallbackType.DEFERRED_MESSAGE,
                    CallbackType.DEFERRED_UPDATE,
                    CallbackType.UPDATE));

    private final int code;
    private final Set<CallbackType> answers;

    InteractionType(int code, Set<CallbackType> answers) {
        this.code = code;
        this.answers = Set.copyOf(answers);
    }

    public int code() {
        return code;
    }

    /** What it may be answered with; an update needs a message to update. */
    boolean allows(CallbackType callback, boolean hasSource) {
        return answers.contains(callback) && (hasSource || !callback.needsSource());
    }
}
