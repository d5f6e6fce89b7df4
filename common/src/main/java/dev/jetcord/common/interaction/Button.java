package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A button (Discord, "Component Reference", "Button").
 *
 * @param customId 1 to 100 characters; the part before the first {@code :} is the route
 * @param label 1 to 80 characters
 * @param enabled whether it can be pressed
 */
public record Button(Style style, String customId, String label, boolean enabled) implements Component {
    static final int TYPE = 2;

    public Button {
        requireNonNull(style, "style");
        if (customId.isEmpty() || customId.length() > 100 || label.isEmpty() || label.length() > 80) {
            throw new IllegalArgumentException(
                    "a button needs a custom id of 1 to 100 and a label of 1 to 80 characters");
        }
    }

    /** A grey button. */
    public Button(String customId, String label, boolean enabled) {
        this(Style.SECONDARY, customId, label, enabled);
    }

    /** A button that can be pressed. */
    public static Button of(Style style, String customId, String label) {
        return new Button(style, customId, label, true);
    }

    @Override
    public boolean sharesRow() {
        return true;
    }

    @Override
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPE)
                .put("style", style.value)
                .put("custom_id", customId)
                .put("label", label)
                .put("disabled", !enabled);
    }

    /** Discord, "Button Styles". */
    public enum Style {
        /** The one that the user most likely wants. */
        PRIMARY(1),
        SECONDARY(2),
        /** Agrees. */
        SUCCESS(3),
        /** Cannot be undone. */
        DANGER(4);

        private final int value;

        Style(int value) {
            this.value = value;
        }
    }
}
