package dev.jetcord.launcher.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment a service is started with: the user's own, so that every setting of a service can be given to
 * {@code ./jetcord up} as well, without what the launcher decides. In a sandbox fleet no service ever sees the user's token.
 */
final class ServiceEnvironment {
    // Each is also taken away as NAME_FILE: a service reads both.
    private static final Set<String> DECIDED_HERE = Set.of(
            "NATS_URL",
            "DATABASE_URL",
            "DISCORD_TOKEN",
            "DISCORD_API_URL",
            "SANDBOX_TOKEN",
            "SANDBOX_PORT",
            "SANDBOX_HOST",
            "OPERATIONS_PORT",
            "LOG_FLOW",
            "NATS_SERVER_BINARY");

    private final Map<String, String> inherited;

    ServiceEnvironment(Map<String, String> environment) {
        var kept = new HashMap<>(environment);
        for (String name : DECIDED_HERE) {
            kept.remove(name);
            kept.remove(name + "_FILE");
        }
        this.inherited = Map.copyOf(kept);
    }

    /** Whether the user has set a variable that services inherit, or the file with its value. */
    boolean has(String name) {
        return inherited.containsKey(name) || inherited.containsKey(name + "_FILE");
    }

    /** The inherited variables and the given ones. */
    Map<String, String> with(Map<String, String> own) {
        var all = new HashMap<>(inherited);
        all.putAll(own);
        return all;
    }
}
