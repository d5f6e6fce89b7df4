package dev.jetcord.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.gateway.Sessions;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Dispatch;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Role;
import dev.jetcord.sandbox.world.User;
import dev.jetcord.sandbox.world.World;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** Control routes that change what is in a guild, with the dispatch that Discord would send, and one that sends any dispatch. */
public final class WorldControl {

    private final World world;
    private final Sessions sessions;

    public WorldControl(World world, Sessions sessions) {
        this.world = world;
        this.sessions = sessions;
    }

    public void addTo(Routes routes) {
        routes.open("POST", "/control/guilds/{guild}/members", this::addMember);
        routes.open("DELETE", "/control/guilds/{guild}/members/{user}", this::removeMember);
        routes.open("POST", "/control/guilds/{guild}/roles", this::createRole);
        routes.open("DELETE", "/control/guilds/{guild}/roles/{role}", this::removeRole);
        routes.open("POST", "/control/guilds/{guild}/channels", this::createChannel);
        routes.open("PUT", "/control/guilds/{guild}/members/{user}/roles/{role}", call -> changeRole(call, true));
        routes.open("DELETE", "/control/guilds/{guild}/members/{user}/roles/{role}", call -> changeRole(call, false));
        routes.open("POST", "/control/dispatch", this::dispatch);
    }

    private Reply addMember(Call call) throws ApiException {
        Guild guild = guild(call);
        ObjectNode body = call.object();
        Set<Long> roles = new HashSet<>();
        for (JsonNode role : body.path("roles")) {
            roles.add(Json.snowflake(role).orElseThrow(() -> Refusals.badRequest("roles are role ids")));
        }
        OptionalLong id = Json.snowflake(body.path("user_id"));
        User user = id.isPresent()
                ? world.user(id.getAsLong()).orElseThrow(ApiException::unknownUser)
                : newUser(body.path("username").asText("newcomer"));
        return Reply.created(
                world.addMember(guild, user, roles, Json.text(body, "nick")).toJson());
    }

    private User newUser(String username) throws ApiException {
        try {
            return world.createUser(username);
        } catch (IllegalArgumentException e) {
            throw Refusals.badRequest(e);
        }
    }

    private Reply removeMember(Call call) throws ApiException {
        return Refusals.removed(world.removeMember(guild(call), call.snowflake("user")), "member");
    }

    private Reply createRole(Call call) throws ApiException {
        Guild guild = guild(call);
        ObjectNode body = call.object();
        try {
            String name = body.path("name").asText("new role");
            long permissions = Json.snowflake(body.path("permissions")).orElse(0);
            Role role = body.has("position")
                    ? world.createRole(
                            guild, name, permissions, body.path("position").asInt())
                    : world.createRole(guild, name, permissions);
            return Reply.created(role.toJson());
        } catch (IllegalArgumentException e) {
            throw Refusals.badRequest(e);
        }
    }

    private Reply removeRole(Call call) throws ApiException {
        return Refusals.removed(world.removeRole(guild(call), call.snowflake("role")), "role");
    }

    private Reply createChannel(Call call) throws ApiException {
        return Reply.created(
                world.createChannel(guild(call), call.object().path("name").asText("new"))
                        .toJson());
    }

    private Reply changeRole(Call call, boolean grant) throws ApiException {
        Guild guild = guild(call);
        Role role = guild.role(call.snowflake("role")).orElseThrow(ApiException::unknownRole);
        return Reply.ok(world.changeRole(guild, call.snowflake("user"), role.id(), grant)
                .orElseThrow(ApiException::unknownMember)
                .toJson());
    }

    private Reply dispatch(Call call) throws ApiException {
        ObjectNode body = call.object();
        String event = body.path("event").asText("");
        if (!event.matches("[A-Z_]{1,64}") || !body.has("data")) {
            throw Refusals.badRequest("a dispatch has an event such as MESSAGE_CREATE, and data");
        }
        int receivers = sessions.deliver(Dispatch.of(event, Json.snowflake(body.path("guild_id")), body.path("data")));
        return Reply.ok(Json.object().put("sessions", receivers));
    }

    private Guild guild(Call call) throws ApiException {
        return world.guild(call.snowflake("guild")).orElseThrow(ApiException::unknownGuild);
    }
}
