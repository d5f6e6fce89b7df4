package dev.jetcord.sandbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.DefaultWorld;
import dev.jetcord.sandbox.world.Dispatch;
import java.io.IOException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox with a clock that the test moves, and what tests of its gateway need. */
abstract class SandboxTest {

    static final long GUILDS = 1;
    static final long GUILD_MEMBERS = 1 << 1;
    static final long GUILD_MESSAGES = 1 << 9;
    static final long MESSAGE_CONTENT = 1 << 15;

    final TestClock clock = new TestClock();
    SandboxDiscord discord;

    @BeforeEach
    void start() throws IOException {
        discord = SandboxDiscord.start(SandboxSettings.forTests().withClock(clock));
    }

    @AfterEach
    void stop() {
        discord.close();
    }

    /** Goes on with a sandbox that is set otherwise. */
    void restart(UnaryOperator<SandboxSettings> change) throws IOException {
        discord.close();
        discord = SandboxDiscord.start(change.apply(SandboxSettings.forTests().withClock(clock)));
    }

    /** Logs in as the only shard; READY. */
    JsonNode login(GatewayClient client) {
        return client.identify(discord.token(), GUILDS | GUILD_MEMBERS, 0, 1).event("READY");
    }

    /** Logs in, drops the connection, and returns the data of READY when the sandbox has noticed. */
    JsonNode loginAndDrop() {
        JsonNode ready;
        try (GatewayClient client = GatewayClient.plain(discord)) {
            ready = login(client).path("d");
            client.event("GUILD_CREATE");
            client.event("GUILD_CREATE");
        }
        await().until(() -> discord.gateway().connectedSessions() == 0);
        return ready;
    }

    /** Sends an event of the first guild; to how many sessions. */
    int tell(String event, String text) {
        return discord.dispatch(
                Dispatch.of(event, DefaultWorld.HARBOUR, Json.object().put("text", text)));
    }
}
