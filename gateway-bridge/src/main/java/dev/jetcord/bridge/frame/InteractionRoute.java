package dev.jetcord.bridge.frame;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Snowflake;

/**
 * Which handler an interaction is for.
 *
 * @param name the command, or the route of a component or modal
 */
public record InteractionRoute(Snowflake id, InteractionKind kind, String name) {
    public InteractionRoute {
        requireNonNull(id, "id");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }
}
