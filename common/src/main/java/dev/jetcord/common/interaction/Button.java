package dev.jetcord.common.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A button (Discord, "Component Reference", "Button").
 *
 * @param customId 1 to 100 characters; the part before the first {@code :} is the route
 * @param label 1 to 80 characters
 * @param enabled whether it can be pressed
 */
public record Button(String customId, String label, boolean enabled) {
    private static final int TYPE = 2;
    private static final int SECONDARY = 2;

    public Button {
        if (customId.isEmpty() || customId.length() > 100 || label.isEmpty() || label.length() > 80) {
            throw new IllegalArgumentException(
                    "a button needs a custom id of 1 to 100 and a label of 1 to 80 characters");
        }
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPE)
                .put("style", SECONDARY)
                .put("custom_id", customId)
                .put("label", label)
                .put("disabled", !enabled);
    }
}
