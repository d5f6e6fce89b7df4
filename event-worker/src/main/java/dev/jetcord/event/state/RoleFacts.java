package dev.jetcord.event.state;

import static java.util.Objects.requireNonNull;

/** What an event says of a role. */
public record RoleFacts(long id, String name, int position, boolean managed, String permissions) {
    public RoleFacts {
        requireNonNull(name, "name");
        requireNonNull(permissions, "permissions");
    }
}
