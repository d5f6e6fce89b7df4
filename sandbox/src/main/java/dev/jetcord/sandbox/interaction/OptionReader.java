package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.command.CommandOption;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Turns typed text into option values as a Discord client does, and refuses what it would refuse. Receiving and
 * Responding, Application Command Interaction Data Option Structure.
 */
final class OptionReader {

    private final Resolved resolved;
    private final boolean autocomplete;

    /**
     * A reader for one use of a command.
     *
     * @param autocomplete whether the user is still typing: what is missing or unfinished is accepted
     */
    OptionReader(Resolved resolved, boolean autocomplete) {
        this.resolved = resolved;
        this.autocomplete = autocomplete;
    }

    ArrayNode read(List<CommandOption> options, CommandText text, StringBuilder path) throws ApiException {
        ArrayNode list = Json.array();
        if (!options.isEmpty() && options.getFirst().type().nests()) {
            String name = text.word();
            CommandOption nested = CommandOption.find(options, name)
                    .orElseThrow(() -> refusal("'%s' is no subcommand of /%s; there are: %s"
                            .formatted(
                                    name,
                                    path,
                                    options.stream().map(CommandOption::name).toList())));
            path.append(' ').append(name);
            ObjectNode json =
                    list.addObject().put("name", name).put("type", nested.type().code());
            json.set("options", read(nested.options(), text, path));
            return list;
        }
        Map<String, String> values = text.values(options);
        for (CommandOption option : options) {
            String value = values.get(option.name());
            if (value != null) {
                list.add(value(option, value));
            } else if (option.required() && !autocomplete) {
                throw refusal("The option '%s' is required. /%s".formatted(option.name(), path));
            }
        }
        return list;
    }

    private ObjectNode value(CommandOption option, String text) throws ApiException {
        ObjectNode json = Json.object()
                .put("name", option.name())
                .put("type", option.type().code());
        if (autocomplete && option.autocomplete()) {
            return json.put("value", text);
        }
        JsonNode choices = option.json().path("choices");
        if (!choices.isEmpty()) {
            return json.set("value", choice(option, choices, text));
        }
        return switch (option.type()) {
            case STRING -> json.put("value", string(option, text));
            case INTEGER -> json.put("value", integer(option, text));
            case NUMBER -> json.put("value", number(option, text));
            case BOOLEAN -> json.put("value", bool(option, text));
            case USER -> json.put("value", resolved.user(text).orElseThrow(() -> unknown(option, text)));
            case ROLE -> json.put("value", resolved.role(text).orElseThrow(() -> unknown(option, text)));
            case CHANNEL -> json.put("value", resolved.channel(text).orElseThrow(() -> unknown(option, text)));
            case MENTIONABLE ->
                json.put(
                        "value",
                        resolved.user(text).or(() -> resolved.role(text)).orElseThrow(() -> unknown(option, text)));
            case ATTACHMENT ->
                throw refusal("The option '%s' takes a file, which the sandbox has none of.".formatted(option.name()));
            case SUB_COMMAND, SUB_COMMAND_GROUP -> throw new IllegalStateException("a nested option among values");
        };
    }

    private static JsonNode choice(CommandOption option, JsonNode choices, String text) throws ApiException {
        for (JsonNode choice : choices) {
            if (choice.path("name").asText().equalsIgnoreCase(text)
                    || choice.path("value").asText().equals(text)) {
                return choice.path("value");
            }
        }
        List<String> names = choices.valueStream()
                .map(choice -> choice.path("name").asText())
                .toList();
        throw refusal("'%s' is no choice of '%s'; there are: %s".formatted(text, option.name(), names));
    }

    private static String string(CommandOption option, String text) throws ApiException {
        int least = option.json().path("min_length").asInt(0);
        int most = option.json().path("max_length").asInt(DiscordLimits.COMMAND_STRING_CHARACTERS);
        if (text.length() < least || text.length() > most) {
            throw refusal("'%s' takes %d to %d characters.".formatted(option.name(), least, most));
        }
        return text;
    }

    private static long integer(CommandOption option, String text) throws ApiException {
        try {
            long value = Long.parseLong(text);
            requireRange(option, (double) value);
            return value;
        } catch (NumberFormatException e) {
            throw refusal("'%s' takes a whole number, not '%s'.".formatted(option.name(), text));
        }
    }

    private static double number(CommandOption option, String text) throws ApiException {
        try {
            double value = Double.parseDouble(text);
            requireRange(option, value);
            return value;
        } catch (NumberFormatException e) {
            throw refusal("'%s' takes a number, not '%s'.".formatted(option.name(), text));
        }
    }

    private static void requireRange(CommandOption option, double value) throws ApiException {
        double least = option.json().path("min_value").asDouble(-DiscordLimits.COMMAND_NUMBER);
        double most = option.json().path("max_value").asDouble(DiscordLimits.COMMAND_NUMBER);
        if (!(value >= least && value <= most)) {
            throw refusal("'%s' takes a number from %s to %s.".formatted(option.name(), least, most));
        }
    }

    private static boolean bool(CommandOption option, String text) throws ApiException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no" -> false;
            default -> throw refusal("'%s' takes true or false, not '%s'.".formatted(option.name(), text));
        };
    }

    private static ApiException unknown(CommandOption option, String text) {
        return refusal("'%s' is nothing that '%s' takes here.".formatted(text, option.name()));
    }

    private static ApiException refusal(String message) {
        return new ApiException(400, 0, message);
    }
}
