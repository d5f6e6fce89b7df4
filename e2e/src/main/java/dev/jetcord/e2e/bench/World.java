package dev.jetcord.e2e.bench;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.gateway.GatewayRules;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the services need around them: NATS, provisioned, a local Discord in which any number of shards may identify, and for
 * those that have one a database.
 */
final class World {
    private static final int AT_ONCE = 1024;

    private final BenchNats nats;
    private final SandboxDiscord discord;
    private final Optional<BenchDatabase> database;

    private World(BenchNats nats, SandboxDiscord discord, Optional<BenchDatabase> database) {
        this.nats = nats;
        this.discord = discord;
        this.database = database;
    }

    /** One for every service. */
    static World start(Installation installation) throws Exception {
        return start(installation, Optional.of(BenchDatabase.start()));
    }

    /** One for services that keep nothing in a database. */
    static World withoutDatabase(Installation installation) throws Exception {
        return start(installation, Optional.empty());
    }

    private static World start(Installation installation, Optional<BenchDatabase> database) throws Exception {
        var world = new World(BenchNats.start(), newDiscord(), database);
        ServiceProcess.run(installation, "provision", world.environment());
        return world;
    }

    /** A local Discord that any number of shards may join. */
    static SandboxDiscord newDiscord() throws IOException {
        return SandboxDiscord.start(SandboxSettings.forTests().withRules(GatewayRules.lenient(AT_ONCE)));
    }

    BenchNats nats() {
        return nats;
    }

    SandboxDiscord discord() {
        return discord;
    }

    Map<String, String> environment() {
        var environment = new HashMap<>(Map.of(
                "NATS_URL", nats.url(),
                "DISCORD_TOKEN", discord.token(),
                "DISCORD_API_URL", discord.apiUrl().toString(),
                // The stub chain that every sandbox has.
                "CHAINS",
                        "[{\"name\":\"sandbox\",\"chain_id\":777777,\"endpoints\":[\"%s\"]}]"
                                .formatted(discord.apiUrl().resolve("/rpc/sandbox"))));
        database.ifPresent(its -> environment.put("DATABASE_URL", its.url()));
        return environment;
    }

    void stop() throws Exception {
        discord.close();
        nats.stop();
        if (database.isPresent()) {
            database.get().stop();
        }
    }
}
