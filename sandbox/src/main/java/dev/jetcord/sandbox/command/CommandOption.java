package dev.jetcord.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An option of a registered command. Application Commands, Application Command Option Structure.
 *
 * @param json the option as it was registered: choices and bounds
 */
public record CommandOption(
        OptionType type,
        String name,
        boolean required,
        boolean autocomplete,
        List<CommandOption> options,
        JsonNode json) {

    public CommandOption {
        options = List.copyOf(options);
    }

    /** Reads the options of a body that {@link CommandValidator} has accepted. */
    static List<CommandOption> readAll(JsonNode parent) {
        List<CommandOption> options = new ArrayList<>();
        for (JsonNode json : parent.path("options")) {
            OptionType type = OptionType.of(json.path("type").asInt())
                    .orElseThrow(() -> new IllegalStateException("an option without a type was accepted"));
            options.add(new CommandOption(
                    type,
                    json.path("name").asText(),
                    json.path("required").asBoolean(false),
                    json.path("autocomplete").asBoolean(false),
                    readAll(json),
                    json));
        }
        return options;
    }

    /** The option of a list with that name. */
    public static Optional<CommandOption> find(List<CommandOption> options, String name) {
        return options.stream().filter(option -> option.name().equals(name)).findFirst();
    }
}
