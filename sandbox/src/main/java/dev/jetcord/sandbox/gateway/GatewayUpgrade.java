package dev.jetcord.sandbox.gateway;

import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.observation.Statistics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** Upgrades HTTP requests to gateway connections. Gateway, Connecting. */
public final class GatewayUpgrade {

    /** Where {@code /gateway/bot} sends a client. */
    public static final String PATH = "/gateway";

    /** Where READY sends a client that resumes; Discord uses another host for it. */
    public static final String RESUME_PATH = "/gateway/resume";

    private static final Set<String> PATHS = Set.of("/", PATH, PATH + "/", RESUME_PATH, RESUME_PATH + "/");

    /** Larger than any payload that is allowed, so that ours and not Jetty's is the answer to one that is too large. */
    private static final int MESSAGE_BYTES = 64 * DiscordLimits.SEND_BYTES;

    private final Gateway gateway;
    private final Statistics statistics;
    private final ServerWebSocketContainer container;

    public GatewayUpgrade(Server server, Gateway gateway, Statistics statistics) {
        this.gateway = gateway;
        this.statistics = statistics;
        this.container = ServerWebSocketContainer.ensure(server);
        container.setIdleTimeout(Duration.ZERO);
        container.setMaxTextMessageSize(MESSAGE_BYTES);
    }

    /** Takes the request if it asks for an upgrade on a gateway path. */
    public boolean handle(Request request, Response response, Callback callback) {
        if (!PATHS.contains(Request.getPathInContext(request))
                || !request.getHeaders().contains("Upgrade")) {
            return false;
        }
        if (!gateway.accepting()) {
            Response.writeError(request, response, callback, HttpStatus.SERVICE_UNAVAILABLE_503);
            return true;
        }
        return container.upgrade(
                (upgrade, answer, result) -> {
                    answer.setExtensions(List.of());
                    return new GatewaySocket(gateway, parameters(upgrade), statistics);
                },
                request,
                response,
                callback);
    }

    private static ConnectionParameters parameters(Request request) {
        Fields query = Request.extractQueryParameters(request);
        return ConnectionParameters.read(
                Request.getPathInContext(request),
                value(query, "v"),
                value(query, "encoding"),
                value(query, "compress"));
    }

    private static String value(Fields query, String name) {
        String value = query.getValue(name);
        return value == null ? "" : value;
    }
}
