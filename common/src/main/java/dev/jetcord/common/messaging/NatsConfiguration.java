package dev.jetcord.common.messaging;

import dev.jetcord.common.config.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How to reach NATS.
 *
 * @param servers at least one, each {@code nats://host:port} or {@code tls://host:port}
 * @param credentialsFile path of a NATS credentials file, where the server asks for one
 */
public record NatsConfiguration(List<String> servers, Optional<String> credentialsFile) {
    public static final String DEFAULT_URL = "nats://127.0.0.1:4222";

    public NatsConfiguration {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("NATS_URL must name at least one server");
        }
    }

    /** Reads {@code NATS_URL} (comma separated) and {@code NATS_CREDENTIALS} (a path). */
    public static NatsConfiguration from(Settings settings) {
        List<String> servers = Arrays.stream(
                        settings.text("NATS_URL", DEFAULT_URL).split(","))
                .map(String::strip)
                .filter(server -> !server.isEmpty())
                .toList();
        if (servers.isEmpty() || !servers.stream().allMatch(NatsConfiguration::isServer)) {
            settings.problem("NATS_URL", "must be a comma separated list of nats://host:port or tls://host:port");
            servers = List.of(DEFAULT_URL);
        }
        return new NatsConfiguration(servers, settings.optionalText("NATS_CREDENTIALS"));
    }

    private static boolean isServer(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && List.of("nats", "tls").contains(uri.getScheme());
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    /** The servers without what they may hold of credentials. */
    @Override
    public String toString() {
        return servers.stream()
                .map(server -> server.replaceAll("//[^@/]*@", "//***@"))
                .toList()
                .toString();
    }
}
