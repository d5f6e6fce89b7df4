package dev.jetcord.sandbox.command;

import java.util.Optional;

/** Application Commands, Application Command Option Type. */
public enum OptionType {
    SUB_COMMAND(1),
    SUB_COMMAND_GROUP(2),
    STRING(3),
    INTEGER(4),
    BOOLEAN(5),
    USER(6),
    CHANNEL(7),
    ROLE(8),
    MENTIONABLE(9),
    NUMBER(10),
    ATTACHMENT(11);

    private final int code;

    OptionType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Whether it holds further options instead of a value. */
    public boolean nests() {
        return this == SUB_COMMAND || this == SUB_COMMAND_GROUP;
    }

    /** Whether it may have choices or autocomplete. */
    public boolean offersChoices() {
        return this == STRING || this == INTEGER || this == NUMBER;
    }

    static Optional<OptionType> of(int code) {
        for (OptionType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
