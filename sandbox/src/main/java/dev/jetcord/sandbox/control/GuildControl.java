package dev.jetcord.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.User;
import dev.jetcord.sandbox.world.World;
import java.util.List;
import java.util.stream.IntStream;

/** Control routes that list, make and remove guilds, one or many at once. */
public final class GuildControl {

    private static final int MEMBERS = 1_000_000;
    private static final int GUILDS = 200_000;
    private static final int SHOWN_MEMBERS = 100;

    private final World world;

    public GuildControl(World world) {
        this.world = world;
    }

    public void addTo(Routes routes) {
        routes.open("GET", "/control/guilds", call -> list());
        routes.open("POST", "/control/guilds", this::create);
        routes.open(
                "GET",
                "/control/guilds/{guild}",
                call -> Reply.ok(
                        described(world.guild(call.snowflake("guild")).orElseThrow(ApiException::unknownGuild))));
        routes.open(
                "DELETE",
                "/control/guilds/{guild}",
                call -> Refusals.removed(world.removeGuild(call.snowflake("guild")), "guild"));
    }

    private Reply list() {
        ArrayNode list = Json.array();
        world.guilds().forEach(guild -> list.add(described(guild)));
        return Reply.ok(list);
    }

    /** {@code count} makes that many; {@code voice} of the {@code members} sit in a voice channel. */
    private Reply create(Call call) throws ApiException {
        ObjectNode body = call.object();
        String name = body.path("name").asText("A guild");
        int members = number(body, "members", 0, MEMBERS);
        int inVoice = number(body, "voice", 0, members);
        List<User> people = IntStream.range(0, members)
                .mapToObj(index -> world.createUser("member" + index))
                .toList();
        try {
            if (body.has("count")) {
                return Reply.created(summary(world.createGuilds(number(body, "count", 1, GUILDS), name, people)));
            }
            return Reply.created(described(world.createGuild(Json.snowflake(body.path("id")), name, people, inVoice)));
        } catch (IllegalArgumentException e) {
            throw Refusals.badRequest(e);
        }
    }

    private static int number(ObjectNode body, String field, int from, int to) throws ApiException {
        JsonNode value = body.path(field);
        int number = value.isMissingNode() ? from : value.asInt(-1);
        if (number < from || number > to) {
            throw Refusals.badRequest("%s is a number from %d to %d".formatted(field, from, to));
        }
        return number;
    }

    private static ObjectNode summary(List<Guild> guilds) {
        return Json.object()
                .put("count", guilds.size())
                .put("first_id", Json.id(guilds.getFirst().id()))
                .put("last_id", Json.id(guilds.getLast().id()));
    }

    private static ObjectNode described(Guild guild) {
        ObjectNode json = Json.object()
                .put("id", Json.id(guild.id()))
                .put("name", guild.name())
                .put("owner_id", Json.id(guild.owner()))
                .put("member_count", guild.members().size());
        ArrayNode members = json.putArray("members");
        guild.members().stream().limit(SHOWN_MEMBERS).forEach(member -> members.add(member.toJson()));
        ArrayNode roles = json.putArray("roles");
        guild.roles().forEach(role -> roles.add(role.toJson()));
        ArrayNode channels = json.putArray("channels");
        guild.channels().forEach(channel -> channels.add(channel.toJson()));
        return json;
    }
}
