package dev.jetcord.sandbox.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A method and a path with names for its variable parts, such as {@code /guilds/{guild}/members/{user}}.
 *
 * @param access who may call it
 * @param limit its rate limit
 */
public record Route(String method, String template, Access access, RouteLimit limit, Endpoint endpoint) {

    /** Who may call a route. */
    public enum Access {
        /** Anybody. */
        OPEN,
        /** The bot, by its token. */
        BOT,
        /** Whoever has the interaction's token, which is in the path; not under the global limit. */
        INTERACTION
    }

    /** The values of the named parts if the path is the route's. */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> steps = steps(template);
        if (steps.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            if (step.startsWith("{")) {
                variables.put(step.substring(1, step.length() - 1), path.get(i));
            } else if (!step.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    static List<String> steps(String path) {
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return List.of(trimmed.split("/", -1));
    }
}
