package dev.jetcord.common.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Something below a message that the user can use (Discord, "Component Reference"). */
public sealed interface Component permits Button, LinkButton, SelectMenu {
    /** Whether up to five of them share a row; otherwise it has a row of its own. */
    boolean sharesRow();

    ObjectNode json();
}
