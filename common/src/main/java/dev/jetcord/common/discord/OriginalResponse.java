package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;

/**
 * The message that {@code @original} stands for.
 *
 * @param message its id; after a deferred or direct update that of the message which carried the component
 * @param ephemeral only the user sees it (flag 64)
 * @param loading it is a deferral that nobody has filled yet (flag 128, the user sees "thinking")
 */
public record OriginalResponse(Snowflake message, boolean ephemeral, boolean loading) {
    public OriginalResponse {
        requireNonNull(message, "message");
    }
}
