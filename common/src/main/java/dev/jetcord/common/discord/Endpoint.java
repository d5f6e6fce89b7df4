package dev.jetcord.common.discord;

import discord4j.rest.route.Route;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The endpoints that Jetcord calls. */
enum Endpoint {
    OWN_APPLICATION(Method.GET, "/applications/@me", Way.BOT, true),
    LIST_COMMANDS(Method.GET, Templates.COMMANDS, Way.BOT, true),
    CREATE_COMMAND(Method.POST, Templates.COMMANDS, Way.BOT, true),
    UPDATE_COMMAND(Method.PATCH, Templates.COMMAND, Way.BOT, true),
    DELETE_COMMAND(Method.DELETE, Templates.COMMAND, Way.BOT, true),
    ADD_ROLE(Method.PUT, Templates.MEMBER_ROLE, Way.BOT, true),
    REMOVE_ROLE(Method.DELETE, Templates.MEMBER_ROLE, Way.BOT, true),
    // A second response meets error 40060, so that repeating the first harms nobody.
    RESPOND(Method.POST, "/interactions/{interaction.id}/{interaction.token}/callback", Way.INTERACTION, true),
    GET_ORIGINAL(Method.GET, Templates.ORIGINAL, Way.INTERACTION, true),
    EDIT_ORIGINAL(Method.PATCH, Templates.ORIGINAL, Way.INTERACTION, true),
    DELETE_ORIGINAL(Method.DELETE, Templates.ORIGINAL, Way.INTERACTION, true),
    FOLLOW_UP(Method.POST, Templates.FOLLOW_UP, Way.INTERACTION, false);

    /** How a request travels. */
    enum Way {
        /** With the bot's token, through discord4j's queues and the global limit; it repeats on 429 and 5xx by itself. */
        BOT,
        /** By the interaction's own token, straight. */
        INTERACTION
    }

    private enum Method {
        GET,
        POST,
        PUT,
        PATCH,
        DELETE
    }

    private static final Set<Route> INTERACTION_ROUTES = Arrays.stream(values())
            .filter(endpoint -> endpoint.way == Way.INTERACTION)
            .map(Endpoint::route)
            .collect(Collectors.toUnmodifiableSet());

    private final Method method;
    private final String template;
    private final Way way;
    private final boolean repeatable;

    Endpoint(Method method, String template, Way way, boolean repeatable) {
        this.method = method;
        this.template = template;
        this.way = way;
        this.repeatable = repeatable;
    }

    static boolean isInteraction(Route route) {
        return INTERACTION_ROUTES.contains(route);
    }

    Route route() {
        return switch (method) {
            case GET -> Route.get(template);
            case POST -> Route.post(template);
            case PUT -> Route.put(template);
            case PATCH -> Route.patch(template);
            case DELETE -> Route.delete(template);
        };
    }

    Way way() {
        return way;
    }

    /** Whether a request may be sent again although the one before may have arrived. */
    boolean repeatable() {
        return repeatable;
    }

    String method() {
        return method.name();
    }

    /** The path with the names of its variables: fit for messages and metrics, where the values are not. */
    String template() {
        return template;
    }

    @Override
    public String toString() {
        return method + " " + template;
    }

    private static final class Templates {
        private static final String COMMANDS = "/applications/{application.id}/commands";
        private static final String COMMAND = COMMANDS + "/{command.id}";
        private static final String MEMBER_ROLE = "/guilds/{guild.id}/members/{user.id}/roles/{role.id}";
        // Not discord4j's templates of ordinary webhooks: those obey the global limit.
        private static final String FOLLOW_UP = "/webhooks/{application.id}/{interaction.token}";
        private static final String ORIGINAL = FOLLOW_UP + "/messages/@original";
    }
}
