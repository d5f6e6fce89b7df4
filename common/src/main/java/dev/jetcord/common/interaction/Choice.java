package dev.jetcord.common.interaction;

/**
 * A suggestion while the user types.
 *
 * @param name what is shown, 1 to 100 characters
 * @param value what is sent when it is chosen, 1 to 100 characters
 */
public record Choice(String name, String value) {
    public Choice {
        if (name.isEmpty() || name.length() > 100 || value.isEmpty() || value.length() > 100) {
            throw new IllegalArgumentException("a choice needs a name and a value of 1 to 100 characters");
        }
    }
}
