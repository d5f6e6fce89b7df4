package dev.jetcord.launcher.fleet;

import java.util.Map;

/** Which Discord a fleet speaks to. */
public sealed interface World {
    /** A local one, with a bot of its own. */
    record Sandbox(String token) implements World {
        @Override
        public String toString() {
            return "sandbox";
        }
    }

    /**
     * The real one.
     *
     * @param credentials {@code DISCORD_TOKEN} or {@code DISCORD_TOKEN_FILE}, and {@code DISCORD_API_URL} where it is set
     */
    record Discord(Map<String, String> credentials) implements World {
        public Discord {
            credentials = Map.copyOf(credentials);
        }

        @Override
        public String toString() {
            return "Discord";
        }
    }
}
