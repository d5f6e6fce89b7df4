package dev.jetcord.sandbox.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the route of a request: the first that matches. Immutable once the server runs. */
public final class Routes {

    /** A route and the values of its named parts. */
    public record Match(Route route, Map<String, String> variables) {

        public Reply answer(Call call) throws ApiException, InterruptedException {
            return route.endpoint().answer(call.with(variables));
        }
    }

    private final List<Route> routes = new ArrayList<>();

    public Routes add(Route route) {
        routes.add(route);
        return this;
    }

    /** A route that anybody may call, without a limit worth naming. */
    public Routes open(String method, String template, Endpoint endpoint) {
        return add(new Route(method, template, Route.Access.OPEN, RouteLimit.USUAL, endpoint));
    }

    /** A route for the bot. */
    public Routes bot(String method, String template, Endpoint endpoint) {
        return bot(method, template, RouteLimit.USUAL, endpoint);
    }

    public Routes bot(String method, String template, RouteLimit limit, Endpoint endpoint) {
        return add(new Route(method, template, Route.Access.BOT, limit, endpoint));
    }

    /** A route for whoever has an interaction's token. */
    public Routes interaction(String method, String template, RouteLimit limit, Endpoint endpoint) {
        return add(new Route(method, template, Route.Access.INTERACTION, limit, endpoint));
    }

    /**
     * The route of a request; empty if there is none with its path.
     *
     * @throws ApiException 405 if the path is known and the method is not
     */
    public Optional<Match> find(String method, String path) throws ApiException {
        List<String> steps = Route.steps(path);
        boolean pathKnown = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(steps);
            if (variables.isPresent()) {
                if (route.method().equals(method)) {
                    return Optional.of(new Match(route, variables.get()));
                }
                pathKnown = true;
            }
        }
        if (pathKnown) {
            throw ApiException.methodNotAllowed();
        }
        return Optional.empty();
    }
}
