package dev.jetcord.launcher.flow;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One step of an event's way through the fleet.
 *
 * @param at when it happened
 * @param service where
 */
record FlowLine(Instant at, String service, String text) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LOGGED =
            Pattern.compile("(\\S+) +[A-Z]+ +(?:dev\\.jetcord|d\\.j|d\\.jetcord)\\.flow +(.*)");
    private static final String LOGGER = "dev.jetcord.flow";
    // What the feed says of itself, and what the line begins with anyway.
    private static final Set<String> NO_NEWS = Set.of("open", "keepalive");
    private static final Set<String> NO_DETAIL = Set.of("at", "type", "event", "command", "interaction_id");

    FlowLine {
        requireNonNull(at, "at");
        requireNonNull(service, "service");
        requireNonNull(text, "text");
    }

    /** A line of a service's log, in either of its formats; empty when it is none of the flow. */
    static Optional<FlowLine> ofLog(String service, String line) {
        return line.startsWith("{") ? ofJsonLog(service, line) : ofTextLog(service, line);
    }

    private static Optional<FlowLine> ofTextLog(String service, String line) {
        Matcher logged = LOGGED.matcher(line);
        if (!logged.matches()) {
            return Optional.empty();
        }
        try {
            Instant at = OffsetDateTime.parse(logged.group(1)).toInstant();
            return Optional.of(new FlowLine(at, service, logged.group(2)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<FlowLine> ofJsonLog(String service, String line) {
        JsonNode event = tree(line);
        if (!event.path("loggerName").asText().equals(LOGGER)) {
            return Optional.empty();
        }
        String text = event.path("message").asText();
        for (JsonNode argument : event.path("arguments")) {
            text = text.replaceFirst("\\{}", Matcher.quoteReplacement(argument.asText()));
        }
        return Optional.of(new FlowLine(
                Instant.ofEpochMilli(event.path("timestamp").asLong()),
                service,
                event.path("formattedMessage").asText(text)));
    }

    /** A line of the sandbox's feed; empty when it is no news. */
    static Optional<FlowLine> ofFeed(String service, String line) {
        JsonNode event = tree(line);
        String type = event.path("type").asText();
        if (type.isEmpty() || NO_NEWS.contains(type)) {
            return Optional.empty();
        }
        String details = event.properties().stream()
                .filter(field ->
                        !NO_DETAIL.contains(field.getKey()) && field.getValue().isValueNode())
                .map(field -> field.getKey().replace('_', ' ') + " "
                        + field.getValue().asText())
                .collect(Collectors.joining(", "));
        String subject = Stream.of("event", "interaction_id", "command")
                .map(field -> event.path(field).asText())
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(" "));
        try {
            return Optional.of(new FlowLine(
                    Instant.parse(event.path("at").asText()),
                    service,
                    (type.replace('_', ' ') + " " + subject).strip() + (details.isEmpty() ? "" : ": " + details)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static JsonNode tree(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException _) {
            // Not written to its end, or not JSON after all: nothing to show.
            return JSON.nullNode();
        }
    }
}
