package dev.jetcord.sandbox.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.http.FormErrors;

/** Checks choices, of an option and of an autocomplete answer. Application Commands, Option Choice Structure. */
public final class ChoiceValidator {

    private final FormErrors errors;

    public ChoiceValidator(FormErrors errors) {
        this.errors = errors;
    }

    public void check(JsonNode choices, String path) {
        if (choices.size() > DiscordLimits.CHOICES) {
            errors.tooLong(path, DiscordLimits.CHOICES);
        }
        for (int i = 0; i < choices.size(); i++) {
            JsonNode choice = choices.path(i);
            String at = path + "." + i;
            int name = choice.path("name").asText("").length();
            if (name < 1 || name > DiscordLimits.CHOICE_CHARACTERS) {
                errors.length(at + ".name", 1, DiscordLimits.CHOICE_CHARACTERS);
            }
            JsonNode value = choice.path("value");
            if (!value.isTextual() && !value.isNumber()) {
                errors.required(at + ".value");
            } else if (value.isTextual() && value.asText().length() > DiscordLimits.CHOICE_CHARACTERS) {
                errors.length(at + ".value", 1, DiscordLimits.CHOICE_CHARACTERS);
            }
        }
    }
}
