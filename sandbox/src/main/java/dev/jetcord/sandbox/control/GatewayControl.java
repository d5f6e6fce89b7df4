package dev.jetcord.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.gateway.Gateway;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import java.util.OptionalInt;

/** Control routes that show the gateway's sessions, and do to their connections what Discord or a network would. */
public final class GatewayControl {

    private final Gateway gateway;

    public GatewayControl(Gateway gateway) {
        this.gateway = gateway;
    }

    public void addTo(Routes routes) {
        routes.open("GET", "/control/sessions", call -> Reply.ok(gateway.sessionsAsJson()));
        routes.open("POST", "/control/gateway/close", this::close);
        routes.open("POST", "/control/gateway/cut", call -> count(gateway.cut(shard(call.object()))));
        routes.open("POST", "/control/gateway/reconnect", call -> count(gateway.reconnect(shard(call.object()))));
        routes.open("POST", "/control/gateway/invalidate", this::invalidate);
        routes.open(
                "POST", "/control/gateway/heartbeat", call -> count(gateway.requestHeartbeat(shard(call.object()))));
    }

    private Reply close(Call call) throws ApiException {
        ObjectNode body = call.object();
        int code = body.path("code").asInt(4000);
        if (code < 1000 || code > 4999 || (code >= 1004 && code <= 1006) || code == 1015) {
            throw Refusals.badRequest("code is a WebSocket close code that can be sent: 1000 to 4999");
        }
        return count(gateway.close(shard(body), code, body.path("reason").asText("")));
    }

    private Reply invalidate(Call call) throws ApiException {
        ObjectNode body = call.object();
        return count(gateway.invalidate(shard(body), body.path("resumable").asBoolean(false)));
    }

    private static OptionalInt shard(ObjectNode body) {
        JsonNode shard = body.path("shard");
        return shard.isInt() ? OptionalInt.of(shard.asInt()) : OptionalInt.empty();
    }

    private static Reply count(int connections) {
        return Reply.ok(Json.object().put("connections", connections));
    }
}
