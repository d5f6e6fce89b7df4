package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.discord.InteractionReference;
import dev.jetcord.common.interaction.Interaction.GuildContext;
import dev.jetcord.common.interaction.Interaction.User;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the body of an {@code INTERACTION_CREATE}. Its errors name a field and never a value. Thread-safe. */
public final class InteractionDecoder {
    private static final int COMMAND = 2;
    private static final int COMPONENT = 3;
    private static final int AUTOCOMPLETE = 4;
    private static final int MODAL = 5;

    private final ObjectMapper json;

    public InteractionDecoder(ObjectMapper json) {
        this.json = requireNonNull(json, "json");
    }

    /**
     * Reads an interaction.
     *
     * @throws InvalidMessageException when the body is not one that Discord sends
     */
    public Interaction decode(byte[] body) throws InvalidMessageException {
        JsonNode root = parse(body);
        InteractionReference reference = reference(root);
        try {
            return new Interaction(
                    reference,
                    data(root),
                    actor(root),
                    guild(root),
                    optionalId(root, "channel_id"),
                    optionalId(root.path("message"), "id"),
                    root.path("locale").asText("en-US"));
        } catch (IllegalArgumentException broken) {
            throw new InvalidMessageException("interaction: " + broken.getMessage());
        }
    }

    /**
     * Reads only what an answer needs, of a body of which the rest may break the contract; empty when even that cannot be
     * read.
     */
    public Optional<InteractionReference> reference(byte[] body) {
        try {
            return Optional.of(reference(parse(body)));
        } catch (InvalidMessageException unreadable) {
            return Optional.empty();
        }
    }

    private JsonNode parse(byte[] body) throws InvalidMessageException {
        try {
            return json.readTree(body);
        } catch (IOException malformed) {
            // Jackson's message quotes the payload.
            throw new InvalidMessageException("interaction: the body is not JSON");
        }
    }

    private static InteractionReference reference(JsonNode root) throws InvalidMessageException {
        try {
            return new InteractionReference(
                    id(root, "id"),
                    id(root, "application_id"),
                    new Secret(root.path("token").asText()));
        } catch (IllegalArgumentException broken) {
            throw new InvalidMessageException("interaction: " + broken.getMessage());
        }
    }

    private static InteractionData data(JsonNode root) {
        JsonNode data = root.path("data");
        return switch (root.path("type").asInt()) {
            case COMMAND -> {
                InteractionKind kind = switch (data.path("type").asInt(1)) {
                    case 1 -> InteractionKind.SLASH;
                    case 2 -> InteractionKind.USER;
                    case 3 -> InteractionKind.MESSAGE;
                    default -> throw new IllegalArgumentException("data.type is unknown");
                };
                yield new InteractionData.Command(
                        kind,
                        data.path("name").asText(),
                        OptionsDecoder.decode(data.path("options")),
                        target(kind, data));
            }
            case AUTOCOMPLETE ->
                new InteractionData.Autocomplete(
                        data.path("name").asText(), OptionsDecoder.decode(data.path("options")));
            case COMPONENT ->
                new InteractionData.Component(data.path("custom_id").asText(), texts(data.path("values")));
            case MODAL -> {
                Map<String, String> fields = new LinkedHashMap<>();
                collectFields(data.path("components"), fields);
                yield new InteractionData.Modal(data.path("custom_id").asText(), fields);
            }
            default -> throw new IllegalArgumentException("type is unknown");
        };
    }

    private static Optional<Target> target(InteractionKind kind, JsonNode data) {
        Optional<Snowflake> id = optionalId(data, "target_id");
        JsonNode resolved = data.path("resolved");
        return switch (kind) {
            case USER ->
                id.map(user -> new Target.OfUser(user(resolved.path("users").path(user.toString()))));
            case MESSAGE ->
                id.map(message -> {
                    JsonNode shown = resolved.path("messages").path(message.toString());
                    return new Target.OfMessage(
                            message,
                            user(shown.path("author")),
                            shown.path("content").asText());
                });
            case SLASH, COMPONENT, MODAL, AUTOCOMPLETE -> Optional.empty();
        };
    }

    /** Inputs stand in action rows or in labels. */
    private static void collectFields(JsonNode components, Map<String, String> fields) {
        for (JsonNode component : components) {
            collectField(component, fields);
        }
    }

    private static void collectField(JsonNode component, Map<String, String> fields) {
        if (component.path("value").isTextual()) {
            fields.put(
                    component.path("custom_id").asText(),
                    component.path("value").asText());
        }
        collectFields(component.path("components"), fields);
        if (component.path("component").isObject()) {
            collectField(component.path("component"), fields);
        }
    }

    private static User actor(JsonNode root) {
        JsonNode member = root.path("member").path("user");
        return user(member.isObject() ? member : root.path("user"));
    }

    private static User user(JsonNode user) {
        return new User(id(user, "id"), user.path("username").asText());
    }

    private static Optional<GuildContext> guild(JsonNode root) {
        return optionalId(root, "guild_id")
                .map(guild -> new GuildContext(
                        guild, id(root.path("member"), "permissions").value()));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static Optional<Snowflake> optionalId(JsonNode object, String field) {
        return object.path(field).isTextual() ? Optional.of(id(object, field)) : Optional.empty();
    }

    private static Snowflake id(JsonNode object, String field) {
        try {
            return Snowflake.parse(object.path(field).asText());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(field + " is missing or not an unsigned number", malformed);
        }
    }
}
