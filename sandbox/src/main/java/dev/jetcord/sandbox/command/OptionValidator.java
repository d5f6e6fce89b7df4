package dev.jetcord.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.http.FormErrors;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Checks the options of a command. Application Commands, Application Command Option Structure. */
final class OptionValidator {

    private final FormErrors errors;

    OptionValidator(FormErrors errors) {
        this.errors = errors;
    }

    /** Checks a list of options; {@code depth} is 0 below the command, and at most 2. */
    void check(JsonNode options, String path, int depth) {
        if (options.isMissingNode() || options.isNull()) {
            return;
        }
        if (!options.isArray()) {
            errors.add(path, "BASE_TYPE_ITERABLE", "Only iterables may be used in a ListType");
            return;
        }
        if (options.size() > DiscordLimits.COMMAND_OPTIONS) {
            errors.tooLong(path, DiscordLimits.COMMAND_OPTIONS);
        }
        Set<String> names = new HashSet<>();
        boolean optionalSeen = false;
        for (int i = 0; i < options.size(); i++) {
            JsonNode option = options.path(i);
            String at = path + "." + i;
            checkOne(option, at, depth);
            if (!names.add(option.path("name").asText())) {
                errors.add(
                        at, "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option with that name already exists");
            }
            boolean required = option.path("required").asBoolean(false);
            if (required && optionalSeen) {
                errors.add(
                        at,
                        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                        "Required options must be placed before non-required options");
            }
            optionalSeen |= !required;
        }
    }

    private void checkOne(JsonNode option, String at, int depth) {
        CommandValidator.checkName(option.path("name"), at + ".name", Command.CHAT_INPUT, errors);
        CommandValidator.checkDescription(option.path("description"), at + ".description", errors);
        Optional<OptionType> type = OptionType.of(option.path("type").asInt());
        if (type.isEmpty()) {
            errors.choices(at + ".type", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11");
            return;
        }
        boolean group = type.get() == OptionType.SUB_COMMAND_GROUP;
        if ((group && depth > 0) || (type.get() == OptionType.SUB_COMMAND && depth > 1)) {
            errors.add(at, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command option can't be nested here");
        }
        if (type.get().nests()) {
            check(option.path("options"), at + ".options", group ? 1 : 2);
        } else {
            checkChoices(option, at, type.get());
        }
    }

    private void checkChoices(JsonNode option, String at, OptionType type) {
        JsonNode choices = option.path("choices");
        boolean autocomplete = option.path("autocomplete").asBoolean(false);
        if (!choices.isEmpty() && (autocomplete || !type.offersChoices())) {
            errors.add(
                    at + ".choices",
                    "APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID",
                    "Choices are for STRING, INTEGER and NUMBER options without autocomplete");
        }
        if (autocomplete && !type.offersChoices()) {
            errors.add(
                    at + ".autocomplete",
                    "APPLICATION_COMMAND_AUTOCOMPLETE_NOT_ALLOWED",
                    "Autocomplete is not allowed here");
        }
        new ChoiceValidator(errors).check(choices, at + ".choices");
    }
}
