package dev.jetcord.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.FormErrors;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Snowflakes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commands that the bot has registered, everywhere or in one guild; a name is unique for its type in each. Thread-safe.
 * Application Commands, Registering a Command and Endpoints.
 */
public final class CommandStore {

    private record Key(int type, String name) {}

    private final Map<OptionalLong, Map<Key, Command>> scopes = new HashMap<>();
    private final long applicationId;
    private final Snowflakes snowflakes;

    public CommandStore(long applicationId, Snowflakes snowflakes) {
        this.applicationId = applicationId;
        this.snowflakes = snowflakes;
    }

    /** What became of a create: an existing command of the name is replaced. */
    public record Upsert(Command command, boolean created) {}

    public synchronized List<Command> list(OptionalLong guild) {
        return List.copyOf(scope(guild).values());
    }

    /**
     * The command with that id.
     *
     * @throws ApiException 10063
     */
    public synchronized Command get(OptionalLong guild, long id) throws ApiException {
        return scope(guild).values().stream()
                .filter(command -> command.id() == id)
                .findFirst()
                .orElseThrow(ApiException::unknownCommand);
    }

    /** The command that a user in the guild, or in a direct message, calls by that name; a guild's own comes first. */
    public synchronized Optional<Command> find(OptionalLong guild, int type, String name) {
        Key key = new Key(type, name);
        Optional<Command> ofGuild =
                guild.isPresent() ? Optional.ofNullable(scope(guild).get(key)) : Optional.empty();
        return ofGuild.or(() -> Optional.ofNullable(scope(OptionalLong.empty()).get(key)))
                .filter(command -> guild.isPresent() ? command.inGuilds() : command.inDirectMessages());
    }

    /** The names that a user could call. */
    public synchronized Set<String> names(OptionalLong guild, int type) {
        Set<String> names = new TreeSet<>();
        for (OptionalLong scope : List.of(OptionalLong.empty(), guild)) {
            scope(scope).keySet().stream().filter(key -> key.type() == type).forEach(key -> names.add(key.name()));
        }
        return names;
    }

    /**
     * Registers a command, or replaces the one with its name and type.
     *
     * @throws ApiException 50035 if it is invalid, 30032 if there are too many
     */
    public synchronized Upsert upsert(OptionalLong guild, ObjectNode body) throws ApiException {
        FormErrors errors = new FormErrors();
        CommandValidator.check(body, "", errors);
        errors.orThrow();
        Map<Key, Command> scope = scope(guild);
        Key key = key(body);
        Command old = scope.get(key);
        Command command = command(guild, body, old == null ? snowflakes.next() : old.id());
        scope.put(key, command);
        if (old == null && tooMany(scope.keySet(), key.type())) {
            scope.remove(key);
            throw new ApiException(400, 30032, "Maximum number of application commands reached");
        }
        return new Upsert(command, old == null);
    }

    /**
     * Changes the fields that the body names.
     *
     * @throws ApiException 10063 or 50035
     */
    public synchronized Command change(OptionalLong guild, long id, ObjectNode changes) throws ApiException {
        Command old = get(guild, id);
        ObjectNode merged = old.json().deepCopy();
        merged.setAll(changes);
        merged.put("type", old.type());
        FormErrors errors = new FormErrors();
        CommandValidator.check(merged, "", errors);
        Map<Key, Command> scope = scope(guild);
        Key key = key(merged);
        if (scope.containsKey(key) && !key.name().equals(old.name())) {
            errors.add("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
        }
        errors.orThrow();
        scope.remove(new Key(old.type(), old.name()));
        Command command = command(guild, merged, id);
        scope.put(key, command);
        return command;
    }

    /**
     * Removes a command.
     *
     * @throws ApiException 10063
     */
    public synchronized void delete(OptionalLong guild, long id) throws ApiException {
        Command command = get(guild, id);
        scope(guild).remove(new Key(command.type(), command.name()));
    }

    /**
     * Replaces all commands of a scope; those whose name and type stay keep their id.
     *
     * @throws ApiException 50035, or 30032 if there are too many
     */
    public synchronized List<Command> overwrite(OptionalLong guild, JsonNode body) throws ApiException {
        FormErrors errors = new FormErrors();
        if (!body.isArray()) {
            throw errors.add("", "BASE_TYPE_ITERABLE", "Only iterables may be used in a ListType")
                    .exception();
        }
        Set<Key> keys = new HashSet<>();
        for (int i = 0; i < body.size(); i++) {
            CommandValidator.check(body.path(i), i + ".", errors);
            if (!keys.add(key(body.path(i)))) {
                errors.add(
                        i + ".name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique");
            }
        }
        errors.orThrow();
        if (tooMany(keys, Command.CHAT_INPUT) || tooMany(keys, Command.USER) || tooMany(keys, Command.MESSAGE)) {
            throw new ApiException(400, 30032, "Maximum number of application commands reached");
        }
        Map<Key, Command> scope = scope(guild);
        Map<Key, Command> before = Map.copyOf(scope);
        scope.clear();
        for (JsonNode json : body) {
            Key key = key(json);
            Command old = before.get(key);
            scope.put(key, command(guild, (ObjectNode) json, old == null ? snowflakes.next() : old.id()));
        }
        return new ArrayList<>(scope.values());
    }

    private Map<Key, Command> scope(OptionalLong guild) {
        return scopes.computeIfAbsent(guild, ignored -> new LinkedHashMap<>());
    }

    private static Key key(JsonNode body) {
        return new Key(
                body.path("type").asInt(Command.CHAT_INPUT), body.path("name").asText());
    }

    private static boolean tooMany(Set<Key> keys, int type) {
        int most = type == Command.CHAT_INPUT ? DiscordLimits.CHAT_INPUT_COMMANDS : DiscordLimits.CONTEXT_MENU_COMMANDS;
        return keys.stream().filter(key -> key.type() == type).count() > most;
    }

    private Command command(OptionalLong guild, ObjectNode body, long id) {
        Key key = key(body);
        ObjectNode json = Json.object()
                .put("id", Json.id(id))
                .put("application_id", Json.id(applicationId))
                .put("version", Json.id(snowflakes.next()))
                .put("type", key.type())
                .put("name", key.name())
                .put("description", body.path("description").asText(""))
                .put("nsfw", body.path("nsfw").asBoolean(false));
        json.set("default_member_permissions", orNull(body, "default_member_permissions"));
        json.set("name_localizations", orNull(body, "name_localizations"));
        json.set("description_localizations", orNull(body, "description_localizations"));
        if (!body.path("options").isEmpty()) {
            json.set("options", Json.arrayOf(body, "options"));
        }
        if (guild.isPresent()) {
            json.put("guild_id", Json.id(guild.getAsLong()));
        } else {
            json.put("dm_permission", body.path("dm_permission").asBoolean(true));
            json.set("contexts", orNull(body, "contexts"));
            json.set(
                    "integration_types",
                    body.path("integration_types").isArray()
                            ? body.path("integration_types")
                            : Json.array().add(0));
        }
        return new Command(id, guild, key.type(), key.name(), json);
    }

    private static JsonNode orNull(JsonNode body, String field) {
        return body.hasNonNull(field) ? body.path(field) : Json.object().nullNode();
    }
}
