package dev.jetcord.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.interaction.Interaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox to which a bot has logged in that has registered {@code /ping}. */
abstract class BotTest extends SandboxTest {

    static final String HELLO = "{\"type\":4,\"data\":{\"content\":\"hello\"}}";
    static final String DEFER = "{\"type\":5}";

    RestClient rest;
    GatewayClient bot;

    @BeforeEach
    void login() {
        rest = new RestClient(discord);
        bot = GatewayClient.plain(discord);
        bot.identify(discord.token(), GUILDS, 0, 1).event("READY");
        rest.registerPing();
    }

    @AfterEach
    void hangUp() {
        bot.close();
    }

    /** What the bot is told of the next interaction. */
    JsonNode received() {
        return bot.event("INTERACTION_CREATE").path("d");
    }

    /** What the user sees now. */
    ObjectNode seen(Interaction interaction) {
        return interaction.toView(clock.instant());
    }
}
