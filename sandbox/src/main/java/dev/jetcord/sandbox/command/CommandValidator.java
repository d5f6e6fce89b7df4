package dev.jetcord.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.http.FormErrors;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks a command before it is registered. Application Commands, Application Command Structure and Naming. */
final class CommandValidator {

    private static final Pattern CHAT_INPUT_NAME = Pattern.compile("[-_'\\p{L}\\p{N}\\p{IsDeva}\\p{IsThai}]{1,32}");

    private CommandValidator() {}

    /** Adds what is wrong under {@code path}, which is empty for the body itself or ends with a dot. */
    static void check(JsonNode command, String path, FormErrors errors) {
        int type = command.path("type").asInt(Command.CHAT_INPUT);
        checkName(command.path("name"), path + "name", type, errors);
        switch (type) {
            case Command.CHAT_INPUT -> {
                checkDescription(command.path("description"), path + "description", errors);
                new OptionValidator(errors).check(command.path("options"), path + "options", 0);
            }
            case Command.USER, Command.MESSAGE -> {
                if (!command.path("description").asText("").isEmpty()) {
                    errors.add(
                            path + "description",
                            "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED",
                            "Context menu commands cannot have description");
                }
                if (!command.path("options").isEmpty()) {
                    errors.add(
                            path + "options",
                            "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED",
                            "Context menu commands cannot have options");
                }
            }
            default -> errors.choices(path + "type", "1, 2, 3");
        }
        if (characters(command) > DiscordLimits.COMMAND_CHARACTERS) {
            String at = path.isEmpty() ? "" : path.substring(0, path.length() - 1);
            errors.add(at, "APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)");
        }
    }

    static void checkName(JsonNode name, String at, int type, FormErrors errors) {
        if (!name.isTextual()) {
            errors.required(at);
            return;
        }
        String text = name.asText();
        if (text.isEmpty() || text.length() > DiscordLimits.COMMAND_NAME_CHARACTERS) {
            errors.length(at, 1, DiscordLimits.COMMAND_NAME_CHARACTERS);
        } else if (type == Command.CHAT_INPUT
                && (!CHAT_INPUT_NAME.matcher(text).matches() || !text.equals(text.toLowerCase(Locale.ROOT)))) {
            errors.add(at, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
        }
    }

    static void checkDescription(JsonNode description, String at, FormErrors errors) {
        if (!description.isTextual()) {
            errors.required(at);
            return;
        }
        int length = description.asText().length();
        if (length < 1 || length > DiscordLimits.COMMAND_DESCRIPTION_CHARACTERS) {
            errors.length(at, 1, DiscordLimits.COMMAND_DESCRIPTION_CHARACTERS);
        }
    }

    private static int characters(JsonNode node) {
        int sum = node.path("name").asText("").length()
                + node.path("description").asText("").length()
                + node.path("value").asText("").length();
        for (JsonNode option : node.path("options")) {
            sum += characters(option);
        }
        for (JsonNode choice : node.path("choices")) {
            sum += characters(choice);
        }
        return sum;
    }
}
