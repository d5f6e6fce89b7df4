package dev.jetcord.testing;

import dev.jetcord.sandbox.SandboxDiscord;
import java.util.Map;

/** What a service's environment holds, so that it uses the servers of a test. */
public final class TestEnvironment {
    private TestEnvironment() {}

    /** {@code DISCORD_TOKEN} and {@code DISCORD_API_URL}. */
    public static Map<String, String> of(SandboxDiscord discord) {
        return Map.of(
                "DISCORD_TOKEN",
                discord.token(),
                "DISCORD_API_URL",
                discord.apiUrl().toString());
    }
}
