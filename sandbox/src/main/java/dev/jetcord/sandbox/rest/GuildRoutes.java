package dev.jetcord.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.RouteLimit;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Feed;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.Permissions;
import dev.jetcord.sandbox.world.Role;
import dev.jetcord.sandbox.world.World;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/** Guilds, roles and members. Guild, Endpoints. */
public final class GuildRoutes {

    private static final String MEMBER_ROLE = "/guilds/{guild}/members/{user}/roles/{role}";

    /** As Discord's headers are seen to say. */
    private static final RouteLimit MEMBER_ROLE_LIMIT = RouteLimit.perSeconds(10, 10);

    private final World world;
    private final Feed feed;

    public GuildRoutes(World world, Feed feed) {
        this.world = world;
        this.feed = feed;
    }

    public void addTo(Routes routes) {
        routes.bot("GET", "/guilds/{guild}", this::get);
        routes.bot("GET", "/guilds/{guild}/roles", this::roles);
        routes.bot("GET", "/guilds/{guild}/channels", this::channels);
        routes.bot("GET", "/guilds/{guild}/members", this::members);
        routes.bot("GET", "/guilds/{guild}/members/{user}", this::member);
        routes.bot("PUT", MEMBER_ROLE, MEMBER_ROLE_LIMIT, call -> changeRole(call, true));
        routes.bot("DELETE", MEMBER_ROLE, MEMBER_ROLE_LIMIT, call -> changeRole(call, false));
    }

    private Reply get(Call call) throws ApiException {
        Guild guild = guild(call);
        ObjectNode json = guild.toJson();
        if (call.flag("with_counts")) {
            json.put("approximate_member_count", guild.members().size());
            json.put("approximate_presence_count", 1);
        }
        return Reply.ok(json);
    }

    private Reply roles(Call call) throws ApiException {
        ArrayNode list = Json.array();
        guild(call).roles().forEach(role -> list.add(role.toJson()));
        return Reply.ok(list);
    }

    private Reply channels(Call call) throws ApiException {
        ArrayNode list = Json.array();
        guild(call).channels().forEach(channel -> list.add(channel.toJson()));
        return Reply.ok(list);
    }

    private Reply members(Call call) throws ApiException {
        long limit = call.number("limit", 1, 1, DiscordLimits.MEMBER_PAGE);
        long after = call.number("after", 0, 0, Long.MAX_VALUE);
        ArrayNode list = Json.array();
        guild(call).membersAfter(after).stream().limit(limit).forEach(member -> list.add(member.toJson()));
        return Reply.ok(list);
    }

    private Reply member(Call call) throws ApiException {
        return Reply.ok(member(guild(call), call).toJson());
    }

    /** Guild, Add Guild Member Role: the bot needs MANAGE_ROLES and a role above the one that it gives. */
    private Reply changeRole(Call call, boolean grant) throws ApiException {
        Guild guild = guild(call);
        Role role = guild.role(call.snowflake("role")).orElseThrow(ApiException::unknownRole);
        Member member = member(guild, call);
        Member bot = guild.member(world.bot().user().id()).orElseThrow(ApiException::unknownMember);
        boolean mayManage = Permissions.allow(guild.permissions(bot), Permissions.MANAGE_ROLES);
        if (!mayManage || role.managed() || role.position() >= highest(guild, bot)) {
            throw ApiException.missingPermissions();
        }
        world.changeRole(guild, member.user().id(), role.id(), grant);
        feed.tell(
                grant ? "role_granted" : "role_revoked",
                () -> Json.object()
                        .put("guild_id", Json.id(guild.id()))
                        .put("user_id", Json.id(member.user().id()))
                        .put("role_id", Json.id(role.id()))
                        .put(
                                "reason",
                                URLDecoder.decode(
                                        call.header("x-audit-log-reason").orElse(""), StandardCharsets.UTF_8)));
        return Reply.noContent();
    }

    private static int highest(Guild guild, Member member) {
        return member.roles().stream()
                .flatMap(role -> guild.role(role).stream())
                .map(Role::position)
                .max(Comparator.naturalOrder())
                .orElse(0);
    }

    private Guild guild(Call call) throws ApiException {
        return world.guild(call.snowflake("guild")).orElseThrow(ApiException::unknownGuild);
    }

    private Member member(Guild guild, Call call) throws ApiException {
        if (call.text("user").equals("@me")) {
            return guild.member(world.bot().user().id()).orElseThrow(ApiException::unknownMember);
        }
        return guild.member(call.snowflake("user")).orElseThrow(ApiException::unknownMember);
    }
}
