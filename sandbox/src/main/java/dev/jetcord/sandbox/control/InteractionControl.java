package dev.jetcord.sandbox.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.interaction.InteractionStore;
import dev.jetcord.sandbox.json.Json;
import java.time.Duration;
import java.time.InstantSource;

/** Control routes that act as a user and show what the user sees. */
public final class InteractionControl {

    private static final long WAIT_MILLIS = 960_000;
    private static final int MOST_LISTED = 20_000;

    private final UserRequests requests;
    private final InteractionStore interactions;
    private final InstantSource clock;

    public InteractionControl(UserRequests requests, InteractionStore interactions, InstantSource clock) {
        this.requests = requests;
        this.interactions = interactions;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.open("POST", "/control/interactions", this::act);
        routes.open("GET", "/control/interactions", this::list);
        routes.open("GET", "/control/interactions/{interaction}", this::show);
    }

    private Reply act(Call call) throws ApiException, InterruptedException {
        return shown(requests.act(call.object()), call, 201);
    }

    private Reply show(Call call) throws ApiException, InterruptedException {
        Interaction interaction =
                interactions.byId(call.snowflake("interaction")).orElseThrow(ApiException::unknownInteraction);
        return shown(interaction, call, 200);
    }

    private Reply shown(Interaction interaction, Call call, int status) throws ApiException, InterruptedException {
        long wait = call.number("wait_ms", 0, 0, WAIT_MILLIS);
        if (wait > 0) {
            interactions.await(interaction, Duration.ofMillis(wait));
        }
        return Reply.json(status, interaction.toView(clock.instant()));
    }

    private Reply list(Call call) throws ApiException {
        ArrayNode list = Json.array();
        for (Interaction interaction : interactions.latest((int) call.number("limit", 50, 1, MOST_LISTED))) {
            list.add(interaction.toView(clock.instant()));
        }
        return Reply.ok(list);
    }
}
