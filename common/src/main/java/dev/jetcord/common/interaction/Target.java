package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.interaction.Interaction.User;
import dev.jetcord.common.wire.Snowflake;

/** What a command in the menu of a user or a message was run on (Discord, "Resolved Data Structure"). */
public sealed interface Target {
    /** A user. */
    record OfUser(User user) implements Target {
        public OfUser {
            requireNonNull(user, "user");
        }
    }

    /**
     * A message.
     *
     * @param content its text; empty where it has none
     */
    record OfMessage(Snowflake id, User author, String content) implements Target {
        public OfMessage {
            requireNonNull(id, "id");
            requireNonNull(author, "author");
            requireNonNull(content, "content");
        }
    }
}
