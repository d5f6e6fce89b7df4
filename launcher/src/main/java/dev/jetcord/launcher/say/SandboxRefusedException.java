package dev.jetcord.launcher.say;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The sandbox did not let the user do that. The message says why and, of an unknown command, which ones there are. */
public final class SandboxRefusedException extends Exception {
    SandboxRefusedException(JsonNode answer) {
        super(describe(answer));
    }

    private static String describe(JsonNode answer) {
        String message = answer.path("error").isTextual()
                ? answer.path("error").asText()
                : answer.path("message").asText("the sandbox refused it: " + answer);
        var known = new ArrayList<String>();
        for (String field : List.of("known", "commands")) {
            answer.path(field)
                    .forEach(command -> known.add(
                            command.isTextual()
                                    ? command.asText()
                                    : "/" + command.path("name").asText()));
        }
        return known.isEmpty() ? message : message + "\nKnown commands: " + String.join(", ", known);
    }
}
