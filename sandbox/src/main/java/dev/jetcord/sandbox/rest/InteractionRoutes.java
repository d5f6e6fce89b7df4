package dev.jetcord.sandbox.rest;

import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.RouteLimit;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.interaction.BotDesk;
import dev.jetcord.sandbox.json.Json;
import java.util.function.LongSupplier;

/** Answers to interactions; they need no bot token. Receiving and Responding, Endpoints. */
public final class InteractionRoutes {

    private static final String WEBHOOK = "/webhooks/{application}/{token}";

    /** As Discord's headers are seen to say for webhooks. */
    private static final RouteLimit WEBHOOK_LIMIT = RouteLimit.perSeconds(5, 2);

    private final BotDesk desk;
    private final MessageForm form;
    private final long applicationId;

    /**
     * Routes for one application.
     *
     * @param ids gives each attachment its id
     */
    public InteractionRoutes(BotDesk desk, long applicationId, LongSupplier ids) {
        this.desk = desk;
        this.form = new MessageForm(ids);
        this.applicationId = applicationId;
    }

    public void addTo(Routes routes) {
        routes.interaction("POST", "/interactions/{interaction}/{token}/callback", RouteLimit.USUAL, this::respond);
        routes.interaction("POST", WEBHOOK, WEBHOOK_LIMIT, this::followUp);
        routes.interaction("GET", WEBHOOK + "/messages/{message}", WEBHOOK_LIMIT, this::get);
        routes.interaction("PATCH", WEBHOOK + "/messages/{message}", WEBHOOK_LIMIT, this::edit);
        routes.interaction("DELETE", WEBHOOK + "/messages/{message}", WEBHOOK_LIMIT, this::delete);
    }

    private Reply respond(Call call) throws ApiException {
        var response = desk.respond(call.snowflake("interaction"), call.text("token"), form.callback(call));
        return call.flag("with_response") ? Reply.ok(response) : Reply.noContent();
    }

    private Reply followUp(Call call) throws ApiException {
        return Reply.ok(desk.followUp(token(call), form.message(call)).toJson());
    }

    private Reply get(Call call) throws ApiException {
        return Reply.ok(desk.get(token(call), call.text("message")).toJson());
    }

    private Reply edit(Call call) throws ApiException {
        return Reply.ok(
                desk.edit(token(call), call.text("message"), form.message(call)).toJson());
    }

    private Reply delete(Call call) throws ApiException {
        desk.delete(token(call), call.text("message"));
        return Reply.noContent();
    }

    private String token(Call call) throws ApiException {
        if (!call.text("application").equals(Json.id(applicationId))) {
            throw ApiException.unknownWebhook();
        }
        return call.text("token");
    }
}
