package dev.jetcord.common.discord;

import discord4j.common.ReactorResources;
import discord4j.rest.http.client.ClientRequest;
import discord4j.rest.http.client.DiscordWebClient;
import discord4j.rest.request.DefaultRouter;
import discord4j.rest.request.DiscordWebRequest;
import discord4j.rest.request.DiscordWebResponse;
import discord4j.rest.request.Router;
import discord4j.rest.request.RouterOptions;
import reactor.core.publisher.Mono;

/**
 * Sends the requests that answer an interaction straight, and every other through discord4j's {@link DefaultRouter}. That
 * router would put the callbacks of all interactions into one queue with one request in flight and count them towards the
 * global limit, from which Discord exempts them (Discord, "Rate Limits"). Here nothing is kept of a request that is over.
 */
final class InteractionRouter implements Router {
    private final Router others;
    private final DiscordWebClient client;
    private final ReactorResources resources;

    InteractionRouter(RouterOptions options) {
        this.others = new DefaultRouter(options);
        this.resources = options.getReactorResources();
        this.client = new DiscordWebClient(
                resources.getHttpClient(),
                options.getExchangeStrategies(),
                options.getAuthorizationScheme(),
                options.getToken(),
                options.getResponseTransformers(),
                options.getDiscordBaseUrl());
    }

    @Override
    public DiscordWebResponse exchange(DiscordWebRequest request) {
        if (!Endpoint.isInteraction(request.getRoute())) {
            return others.exchange(request);
        }
        // The interaction's token is the authority: the bot's own does not travel where it is not needed.
        ClientRequest direct = new ClientRequest(request.copy().unauthenticated());
        return new DiscordWebResponse(Mono.defer(() -> client.exchange(direct)), resources);
    }
}
