package dev.jetcord.launcher.say;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What the user sees of an interaction, in words. */
public final class Reply {
    private static final String ONLY_YOU = "(only you can see this)";

    private final JsonNode interaction;

    /**
     * Puts one interaction in words.
     *
     * @param interaction as the sandbox's control API describes it
     */
    public Reply(JsonNode interaction) {
        this.interaction = requireNonNull(interaction, "interaction");
    }

    /** Whether the user has an answer; a mere "thinking" is none. */
    public boolean answered() {
        return state().equals("answered");
    }

    /** The answer, or what is there instead of one. */
    public List<String> lines() {
        return switch (state()) {
            case "answered" -> answer();
            case "thinking" -> List.of("The application is still thinking.");
            case "failed" -> List.of("The application did not respond.");
            default -> List.of("No answer yet.");
        };
    }

    private String state() {
        return interaction.path("state").asText();
    }

    private List<String> answer() {
        var lines = new ArrayList<String>();
        for (JsonNode message : interaction.path("messages")) {
            if (!message.path("deleted").asBoolean()) {
                lines.addAll(message(message));
            }
        }
        JsonNode modal = interaction.path("modal");
        if (modal.isObject()) {
            lines.add("A form opens: " + modal.path("title").asText());
        }
        interaction
                .path("choices")
                .forEach(choice -> lines.add("- " + choice.path("name").asText()));
        return lines;
    }

    private static List<String> message(JsonNode message) {
        var lines = new ArrayList<String>();
        lines.addAll(message.path("content").asText("").lines().toList());
        for (JsonNode embed : message.path("embeds")) {
            lines.addAll(embed(embed));
        }
        for (String label : message.path("components").findValuesAsText("label")) {
            lines.add("[" + label + "]");
        }
        if (message.path("ephemeral").asBoolean()) {
            lines.add(ONLY_YOU);
        }
        return lines;
    }

    private static List<String> embed(JsonNode embed) {
        var lines = new ArrayList<String>();
        for (String field : List.of("title", "description")) {
            lines.addAll(embed.path(field).asText("").lines().toList());
        }
        embed.path("fields")
                .forEach(field -> lines.add(
                        field.path("name").asText() + ": " + field.path("value").asText()));
        return lines.stream().map(line -> "| " + line).toList();
    }
}
