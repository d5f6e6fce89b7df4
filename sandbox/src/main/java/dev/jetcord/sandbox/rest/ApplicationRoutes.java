package dev.jetcord.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.command.Command;
import dev.jetcord.sandbox.command.CommandStore;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Bot;
import dev.jetcord.sandbox.world.World;
import java.util.List;
import java.util.OptionalLong;

/** The application, its bot user and its commands. User; Application; Application Commands, Endpoints. */
public final class ApplicationRoutes {

    private static final String COMMANDS = "/applications/{application}/commands";
    private static final String GUILD_COMMANDS = "/applications/{application}/guilds/{guild}/commands";

    private final World world;
    private final CommandStore commands;

    public ApplicationRoutes(World world, CommandStore commands) {
        this.world = world;
        this.commands = commands;
    }

    public void addTo(Routes routes) {
        routes.bot("GET", "/users/@me", call -> Reply.ok(world.bot().user().toJson()));
        routes.bot("GET", "/users/{user}", this::user);
        routes.bot("GET", "/applications/@me", call -> Reply.ok(application()));
        routes.bot("GET", "/oauth2/applications/@me", call -> Reply.ok(application()));
        for (String path : List.of(COMMANDS, GUILD_COMMANDS)) {
            routes.bot("GET", path, this::list);
            routes.bot("POST", path, this::create);
            routes.bot("PUT", path, this::overwrite);
            routes.bot("GET", path + "/{command}", this::get);
            routes.bot("PATCH", path + "/{command}", this::change);
            routes.bot("DELETE", path + "/{command}", this::delete);
        }
    }

    private Reply user(Call call) throws ApiException {
        return Reply.ok(world.user(call.snowflake("user"))
                .orElseThrow(ApiException::unknownUser)
                .toJson());
    }

    private ObjectNode application() {
        Bot bot = world.bot();
        ObjectNode json = Json.object()
                .put("id", Json.id(bot.applicationId()))
                .put("name", bot.user().username())
                .putNull("icon")
                .put("description", "")
                .put("bot_public", true)
                .put("bot_require_code_grant", false)
                .put("verify_key", "0".repeat(64))
                .put("flags", 0)
                .put("approximate_guild_count", world.guilds().size())
                .putNull("team");
        json.set("bot", bot.user().toJson());
        json.set("owner", bot.user().toJson());
        return json;
    }

    private Reply list(Call call) throws ApiException {
        return listed(commands.list(scope(call)), call.flag("with_localizations"));
    }

    private Reply create(Call call) throws ApiException {
        CommandStore.Upsert upsert = commands.upsert(scope(call), call.object());
        return Reply.json(upsert.created() ? 201 : 200, upsert.command().json());
    }

    private Reply overwrite(Call call) throws ApiException {
        return listed(commands.overwrite(scope(call), call.json()), true);
    }

    private Reply get(Call call) throws ApiException {
        return Reply.ok(commands.get(scope(call), call.snowflake("command")).json());
    }

    private Reply change(Call call) throws ApiException {
        return Reply.ok(commands.change(scope(call), call.snowflake("command"), call.object())
                .json());
    }

    private Reply delete(Call call) throws ApiException {
        commands.delete(scope(call), call.snowflake("command"));
        return Reply.noContent();
    }

    private OptionalLong scope(Call call) throws ApiException {
        if (call.snowflake("application") != world.bot().applicationId()) {
            throw new ApiException(404, 10002, "Unknown Application");
        }
        if (!call.variables().containsKey("guild")) {
            return OptionalLong.empty();
        }
        long guild = call.snowflake("guild");
        if (world.guild(guild).isEmpty()) {
            throw new ApiException(403, 50001, "Missing Access");
        }
        return OptionalLong.of(guild);
    }

    private static Reply listed(List<Command> commands, boolean withLocalizations) {
        ArrayNode list = Json.array();
        for (Command command : commands) {
            ObjectNode json = command.json().deepCopy();
            if (!withLocalizations) {
                json.remove(List.of("name_localizations", "description_localizations"));
            }
            list.add(json);
        }
        return Reply.ok(list);
    }
}
