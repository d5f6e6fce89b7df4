package dev.jetcord.common.wire;

import java.util.Locale;

/** What a user did to start an interaction (Discord, "Interaction Type" and "Application Command Types"). */
public enum InteractionKind {
    SLASH,
    USER,
    MESSAGE,
    COMPONENT,
    MODAL,
    AUTOCOMPLETE;

    /** The token in a subject. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
