package dev.jetcord.e2e.bench;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.gateway.GatewayRules;
import java.io.IOException;
import java.util.Map;

/** What the services need around them: NATS, provisioned, and a local Discord in which any number of shards may identify. */
final class World {
    private static final int AT_ONCE = 1024;

    private final BenchNats nats;
    private final SandboxDiscord discord;

    private World(BenchNats nats, SandboxDiscord discord) {
        this.nats = nats;
        this.discord = discord;
    }

    static World start(Installation installation) throws Exception {
        var world = new World(BenchNats.start(), newDiscord());
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
        return Map.of(
                "NATS_URL", nats.url(),
                "DISCORD_TOKEN", discord.token(),
                "DISCORD_API_URL", discord.apiUrl().toString());
    }

    void stop() throws Exception {
        discord.close();
        nats.stop();
    }
}
