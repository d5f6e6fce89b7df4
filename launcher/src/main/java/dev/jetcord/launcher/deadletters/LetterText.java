package dev.jetcord.launcher.deadletters;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.messaging.deadletter.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A letter as people and programs read it. */
final class LetterText {
    private LetterText() {}

    /** @param notReplayable why it could not be replayed; empty when it could */
    static List<String> lines(DeadLetter letter, Optional<String> notReplayable) {
        List<String> lines = new ArrayList<>();
        lines.add("Dead letter " + letter.id());
        lines.add("  why         " + letter.reason() + ": " + explanation(letter.reason()));
        lines.add(
                "  reference   " + letter.reference() + (letter.interaction().isPresent() ? ", which the user saw" : "")
                        + "; the log of " + letter.worker() + " has it");
        lines.add("  when        " + letter.time() + ", after " + letter.deliveries()
                + (letter.deliveries() == 1 ? " delivery" : " deliveries"));
        lines.add("  where       message " + letter.sequence() + " of " + letter.stream() + ", given up by "
                + letter.consumer());
        lines.add("  subject     " + letter.subject());
        lines.add("  message id  " + letter.originalId().orElse("none"));
        lines.add("  replays     " + letter.generation() + " before");
        lines.add("  replay now  "
                + notReplayable
                        .map(reason -> "not possible: " + reason)
                        .orElse("possible: ./jetcord dead-letters replay " + letter.id()));
        lines.add("Headers");
        letter.headers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(header -> lines.add("  " + header.getKey() + ": " + String.join(", ", header.getValue())));
        lines.add("Body, without tokens");
        lines.add(body(letter));
        return lines;
    }

    static ObjectNode json(DeadLetter letter) {
        ObjectNode json = new ObjectMapper()
                .createObjectNode()
                .put("id", letter.id())
                .put("reason", letter.reason())
                .put("reference", letter.reference())
                .put("deliveries", letter.deliveries())
                .put("time", letter.time().toString())
                .put("stream", letter.stream())
                .put("sequence", letter.sequence())
                .put("consumer", letter.consumer())
                .put("worker", letter.worker())
                .put("subject", letter.subject())
                .put("type", letter.type())
                .put("generation", letter.generation());
        letter.originalId().ifPresent(id -> json.put("message_id", id));
        ObjectNode headers = json.putObject("headers");
        letter.headers().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        return json.put("body", letter.body());
    }

    private static String explanation(String reason) {
        return switch (reason) {
            case "INVALID" -> "it breaks the contract";
            case "HANDLER_FAILED" -> "its handler failed for good";
            case "EXHAUSTED" -> "its handler failed for a passing reason, every time";
            case "UNAVAILABLE" -> "what it needs was failing, and it was not tried";
            case "ABANDONED" -> "each worker that took it died, and the server gave it up";
            default -> "not a reason that this version knows";
        };
    }

    private static String body(DeadLetter letter) {
        if (letter.body().isEmpty()) {
            return "(not kept: it was no JSON)";
        }
        try {
            ObjectMapper json = new ObjectMapper();
            return json.readTree(letter.body()).toPrettyString();
        } catch (JsonProcessingException notJson) {
            return letter.body();
        }
    }
}
