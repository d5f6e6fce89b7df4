package dev.jetcord.sandbox.interaction;

import dev.jetcord.sandbox.command.CommandOption;
import dev.jetcord.sandbox.http.ApiException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits what a user types, such as {@code /echo text:"hello world" times:3}, into words and option values. */
final class CommandText {

    private static final Pattern OPTION = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|(?<=^|\\s)([^\\s:\"]{1,32}):");

    private String rest;

    CommandText(String text) {
        String trimmed = text.strip();
        this.rest = trimmed.startsWith("/") ? trimmed.substring(1) : trimmed;
    }

    /** The next word, which is taken off. */
    String word() {
        String[] parts = rest.split("\\s+", 2);
        rest = parts.length > 1 ? parts[1].strip() : "";
        return parts[0];
    }

    /** The next word, which stays. */
    String peek() {
        return rest.split("\\s+", 2)[0];
    }

    /**
     * The values of the options in what is left. A value reaches to the next option's name, as in Discord's client; what
     * stands before the first name is the value of the first option.
     */
    Map<String, String> values(List<CommandOption> options) throws ApiException {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher matcher = OPTION.matcher(rest);
        String name = options.isEmpty() ? "" : options.getFirst().name();
        int start = 0;
        boolean unnamed = true;
        while (matcher.find()) {
            if (matcher.group(1) == null
                    || CommandOption.find(options, matcher.group(1)).isEmpty()) {
                continue;
            }
            put(values, name, rest.substring(start, matcher.start()), unnamed);
            name = matcher.group(1);
            start = matcher.end();
            unnamed = false;
        }
        put(values, name, rest.substring(start), unnamed);
        return values;
    }

    private static void put(Map<String, String> values, String name, String raw, boolean unnamed) throws ApiException {
        String value = raw.strip();
        if (unnamed && value.isEmpty()) {
            return;
        }
        if (name.isEmpty()) {
            throw new ApiException(400, 0, "This command takes no options, but '%s' was given.".formatted(value));
        }
        if (values.putIfAbsent(name, unquoted(value)) != null) {
            throw new ApiException(400, 0, "The option '%s' was given twice.".formatted(name));
        }
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted
                ? value.substring(1, value.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\")
                : value;
    }
}
