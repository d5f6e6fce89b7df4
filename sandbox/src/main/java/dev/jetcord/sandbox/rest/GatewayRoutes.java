package dev.jetcord.sandbox.rest;

import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.gateway.GatewayRules;
import dev.jetcord.sandbox.gateway.IdentifyBudget;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.World;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Where the gateway is. Gateway, Get Gateway and Get Gateway Bot. */
public final class GatewayRoutes {

    private final World world;
    private final IdentifyBudget budget;
    private final GatewayRules rules;
    private final InstantSource clock;
    private final Supplier<String> url;

    public GatewayRoutes(
            World world, IdentifyBudget budget, GatewayRules rules, InstantSource clock, Supplier<String> url) {
        this.world = world;
        this.budget = budget;
        this.rules = rules;
        this.clock = clock;
        this.url = url;
    }

    public void addTo(Routes routes) {
        routes.open("GET", "/gateway", call -> Reply.ok(Json.object().put("url", url.get())));
        routes.bot("GET", "/gateway/bot", call -> bot());
    }

    private Reply bot() {
        int guilds = world.guilds().size();
        int wanted = Math.max(1, Math.ceilDiv(guilds, DiscordLimits.GUILDS_PER_RECOMMENDED_SHARD));
        int shards = Math.ceilDiv(wanted, rules.shardMultiple()) * rules.shardMultiple();
        var json = Json.object().put("url", url.get()).put("shards", shards);
        json.set("session_start_limit", budget.toJson(guilds, clock.instant()));
        return Reply.ok(json);
    }
}
