package dev.jetcord.common.interaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A form that pops up.
 *
 * @param customId 1 to 100 characters; the part before the first {@code :} is the route of what the user submits
 * @param title 1 to 45 characters
 * @param inputs 1 to 5
 */
public record ModalForm(String customId, String title, List<Input> inputs) {
    private static final int ROW = 1;
    private static final int TEXT_INPUT = 4;

    public ModalForm {
        inputs = List.copyOf(inputs);
        if (customId.isEmpty() || customId.length() > 100 || title.isEmpty() || title.length() > 45) {
            throw new IllegalArgumentException(
                    "a modal needs a custom id of 1 to 100 and a title of 1 to 45 characters");
        }
        if (inputs.isEmpty() || inputs.size() > 5) {
            throw new IllegalArgumentException("a modal needs 1 to 5 inputs");
        }
    }

    /**
     * A text to enter.
     *
     * @param customId 1 to 100 characters
     * @param label 1 to 45 characters
     * @param paragraph several lines
     */
    public record Input(String customId, String label, boolean paragraph, boolean required) {
        public Input {
            if (customId.isEmpty() || customId.length() > 100 || label.isEmpty() || label.length() > 45) {
                throw new IllegalArgumentException(
                        "an input needs a custom id of 1 to 100 and a label of 1 to 45 characters");
            }
        }
    }

    ObjectNode json() {
        ObjectNode modal =
                JsonNodeFactory.instance.objectNode().put("custom_id", customId).put("title", title);
        ArrayNode rows = modal.putArray("components");
        for (Input input : inputs) {
            rows.addObject()
                    .put("type", ROW)
                    .putArray("components")
                    .addObject()
                    .put("type", TEXT_INPUT)
                    .put("custom_id", input.customId())
                    .put("label", input.label())
                    .put("style", input.paragraph() ? 2 : 1)
                    .put("required", input.required());
        }
        return modal;
    }
}
