package dev.jetcord.launcher.fleet;

import dev.jetcord.common.messaging.access.KeyFolder;
import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.common.messaging.access.ServerAccess;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a fleet finds NATS, and how its services prove who they are.
 *
 * @param keys of a server that is ours; empty where the user has named another, and says in the environment how to be let in
 */
public record NatsPlace(String url, Optional<KeyFolder> keys) {
    /** A server of the home's own, which lets in the home's own users alone. */
    static NatsPlace own(Home home, int port) {
        return new NatsPlace("nats://127.0.0.1:" + port, Optional.of(new KeyFolder(home.natsKeys())));
    }

    static NatsPlace external(String url) {
        return new NatsPlace(url, Optional.empty());
    }

    /** The server of a fleet that runs; empty when it has none of its own. */
    public static Optional<NatsPlace> running(Home home) throws IOException {
        return new RunFolder(home.run())
                .find(Services.NATS)
                .map(server -> new NatsPlace(server.address(), Optional.of(new KeyFolder(home.natsKeys()))));
    }

    /** What a service is told of it. */
    public Map<String, String> environment(NatsUser user) {
        var environment = new HashMap<>(Map.of("NATS_URL", url));
        keys.ifPresent(folder -> {
            // Blank is as if not set: whatever the user's own environment has, it is for another server.
            for (String name : List.of("NATS_CREDENTIALS", "NATS_NKEY", "NATS_CA")) {
                environment.put(name, "");
                environment.put(name + "_FILE", "");
            }
            environment.put("NATS_NKEY_FILE", folder.seedFile(user).toString());
        });
        return environment;
    }

    /** What the server's configuration says of who may do what; keys that are missing are made. */
    String serverConfiguration() throws IOException {
        return keys.isEmpty() ? "" : ServerAccess.keys(keys.get().publicKeys()) + ServerAccess.accounts();
    }
}
