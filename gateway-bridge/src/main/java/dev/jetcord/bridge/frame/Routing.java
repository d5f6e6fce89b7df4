package dev.jetcord.bridge.frame;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.util.Optional;

/**
 * The few fields of a payload that decide where it goes.
 *
 * @param guild the guild that the event is about, where there is one
 * @param user whose event it is; decides where there is no guild
 * @param interaction present in an INTERACTION_CREATE of a kind that Jetcord knows, and only there
 */
public record Routing(Optional<Snowflake> guild, Optional<Snowflake> user, Optional<InteractionRoute> interaction) {
    public static final Routing NONE = new Routing(Optional.empty(), Optional.empty(), Optional.empty());

    public Routing {
        requireNonNull(guild, "guild");
        requireNonNull(user, "user");
        requireNonNull(interaction, "interaction");
    }
}
