package dev.jetcord.launcher.say;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shows mentions as Discord's client does, by names (Discord, "Message Formatting").
 *
 * @param names of roles and users, by the text of their mentions
 */
record Mentions(Map<String, String> names) {
    private static final Pattern MENTION = Pattern.compile("<@&?\\d+>");

    Mentions {
        names = Map.copyOf(names);
    }

    static boolean anyIn(String line) {
        return MENTION.matcher(line).find();
    }

    /** Of everybody and every role in guilds as the sandbox's control API lists them. */
    static Mentions of(JsonNode guilds) {
        Map<String, String> names = new HashMap<>();
        for (JsonNode guild : guilds) {
            guild.path("roles")
                    .forEach(role -> names.put(
                            "<@&" + role.path("id").asText() + ">",
                            "@" + role.path("name").asText()));
            guild.path("members").forEach(member -> {
                JsonNode user = member.path("user");
                names.put(
                        "<@" + user.path("id").asText() + ">",
                        "@" + user.path("username").asText());
            });
        }
        return new Mentions(names);
    }

    /** A line with names; who is not known stays as it is. */
    String shown(String line) {
        return MENTION.matcher(line)
                .replaceAll(mention -> Matcher.quoteReplacement(names.getOrDefault(mention.group(), mention.group())));
    }
}
