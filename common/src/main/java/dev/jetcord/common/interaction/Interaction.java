package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.discord.InteractionReference;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Snowflake;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a user did (Discord, "Interaction Object").
 *
 * @param reference the right to answer
 * @param data what exactly
 * @param user who
 * @param guild where, with what the user may do there; absent in a direct message
 * @param channel the channel
 * @param message the message that carried the component, or the component that opened the modal
 * @param locale the user's language, such as {@code de} or {@code en-US}
 */
public record Interaction(
        InteractionReference reference,
        InteractionData data,
        User user,
        Optional<GuildContext> guild,
        Optional<Snowflake> channel,
        Optional<Snowflake> message,
        String locale) {
    public Interaction {
        requireNonNull(reference, "reference");
        requireNonNull(data, "data");
        requireNonNull(user, "user");
        requireNonNull(guild, "guild");
        requireNonNull(channel, "channel");
        requireNonNull(locale, "locale");
        if (data instanceof InteractionData.Component && message.isEmpty()) {
            throw new IllegalArgumentException("message is missing: a component belongs to one");
        }
    }

    /** The interaction's id. */
    public Snowflake id() {
        return reference.id();
    }

    /** When the user did it, by Discord's clock. */
    public Instant createdAt() {
        return id().instant();
    }

    public InteractionKind kind() {
        return data.kind();
    }

    /** By which name it is routed: the command, or the part of a custom id before the first {@code :}. */
    public String route() {
        return data.route();
    }

    /** Whether it came from a message's component, so that the answer may change that message. */
    public boolean belongsToMessage() {
        return message.isPresent();
    }

    /**
     * A user.
     *
     * @param name the name that is unique at Discord
     */
    public record User(Snowflake id, String name) {
        public User {
            requireNonNull(id, "id");
            requireNonNull(name, "name");
        }
    }

    /**
     * The guild, as far as it matters to an interaction.
     *
     * @param permissions the bits of what the user may do in the channel, by Discord's own computation
     */
    public record GuildContext(Snowflake id, long permissions) {
        public GuildContext {
            requireNonNull(id, "id");
        }

        /** Whether the user may do all of it. */
        public boolean permits(Set<Permission> required) {
            return required.stream().allMatch(permission -> permission.in(permissions));
        }
    }
}
