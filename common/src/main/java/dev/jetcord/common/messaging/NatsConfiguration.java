package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How to reach NATS, and how to prove who we are.
 *
 * @param servers at least one, each {@code nats://host:port} or {@code tls://host:port}
 * @param credentialsFile path of a NATS credentials file, where the server asks for one
 * @param key a user's NKey, where the server asks for one
 * @param authority certificates in PEM of who may sign the servers'; with them, only a secured connection is made
 */
public record NatsConfiguration(
        List<String> servers, Optional<String> credentialsFile, Optional<UserKey> key, Optional<String> authority) {
    public static final String DEFAULT_URL = "nats://127.0.0.1:4222";

    private static final String SECURED = "tls://";

    public NatsConfiguration {
        servers = List.copyOf(servers);
        requireNonNull(credentialsFile, "credentialsFile");
        requireNonNull(key, "key");
        requireNonNull(authority, "authority");
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("NATS_URL must name at least one server");
        }
    }

    /** Without an NKey, and with the authorities that Java trusts. */
    public NatsConfiguration(List<String> servers, Optional<String> credentialsFile) {
        this(servers, credentialsFile, Optional.empty(), Optional.empty());
    }

    /**
     * Reads {@code NATS_URL} (comma separated), {@code NATS_CREDENTIALS} (a path), {@code NATS_NKEY} (a seed) and
     * {@code NATS_CA} (PEM).
     */
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
        Optional<String> credentials = settings.optionalText("NATS_CREDENTIALS");
        Optional<Secret> seed = settings.optionalSecret("NATS_NKEY");
        Optional<UserKey> key = seed.flatMap(NatsConfiguration::key);
        if (seed.isPresent() && key.isEmpty()) {
            settings.problem("NATS_NKEY", "must be the seed of a NATS user, which begins with SU");
        }
        if (seed.isPresent() && credentials.isPresent()) {
            settings.problem("NATS_NKEY", "is set as well as NATS_CREDENTIALS; keep one");
        }
        Optional<String> authority = settings.optionalText("NATS_CA");
        if (authority.isPresent() && !isCertificate(authority.get())) {
            settings.problem("NATS_CA", "must hold a certificate in PEM");
        }
        return new NatsConfiguration(servers, credentials, key, authority);
    }

    /** Whether nothing is said to a server before it has proved who it is. */
    boolean secured() {
        return authority.isPresent() || servers.stream().anyMatch(server -> server.startsWith(SECURED));
    }

    private static boolean isServer(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && List.of("nats", "tls").contains(uri.getScheme());
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    private static Optional<UserKey> key(Secret seed) {
        try {
            return Optional.of(UserKey.of(seed));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isCertificate(String text) {
        try {
            ServerTrust.context(Optional.of(text), ignored -> {});
            return true;
        } catch (IllegalArgumentException unreadable) {
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
