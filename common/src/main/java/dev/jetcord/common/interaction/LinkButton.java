package dev.jetcord.common.interaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;

/**
 * A button that opens a page; no interaction comes of it (Discord, "Component Reference", "Button").
 *
 * @param url {@code https} or {@code http}, at most 512 characters
 * @param label 1 to 80 characters
 */
public record LinkButton(URI url, String label) implements Component {
    private static final int LINK = 5;

    public LinkButton {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web || url.toString().length() > 512 || label.isEmpty() || label.length() > 80) {
            throw new IllegalArgumentException(
                    "a link button needs a web address of at most 512 and a label of 1 to 80 characters");
        }
    }

    @Override
    public boolean sharesRow() {
        return true;
    }

    @Override
    public ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", Button.TYPE)
                .put("style", LINK)
                .put("url", url.toString())
                .put("label", label);
    }
}
