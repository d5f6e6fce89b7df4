package dev.jetcord.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Reads variables; each may also be given as a file that holds its value, in {@code NAME_FILE}. */
final class Environment {

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * A text; empty if it is not given, or is blank.
     *
     * @throws IllegalArgumentException if the file that should hold it can't be read
     */
    Optional<String> text(String name) {
        String direct = variables.get(name);
        if (direct != null && !direct.isBlank()) {
            return Optional.of(direct.strip());
        }
        String file = variables.get(name + "_FILE");
        if (file == null || file.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(file)).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("%s_FILE: %s cannot be read".formatted(name, file), e);
        }
    }

    /** {@code true} or {@code false}. */
    boolean flag(String name, boolean fallback) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        return switch (text.get()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("%s is true or false".formatted(name));
        };
    }

    int number(String name, int fallback, int from, int to) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= from && number <= to) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("%s is a number from %d to %d".formatted(name, from, to), e);
        }
        throw new IllegalArgumentException("%s is a number from %d to %d".formatted(name, from, to));
    }

    /** ISO-8601, or a number and a unit such as {@code 25s}. */
    Duration duration(String name, Duration fallback) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return fallback;
        }
        boolean complete = text.get().startsWith("P") || text.get().startsWith("p");
        try {
            Duration duration = Duration.parse(complete ? text.get() : "PT" + text.get());
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("%s is a time such as 25s or PT25S".formatted(name), e);
        }
        throw new IllegalArgumentException("%s is a time such as 25s or PT25S".formatted(name));
    }
}
