package dev.jetcord.provision.secrets;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.config.SandboxToken;
import dev.jetcord.common.config.SecretFile;
import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.provision.keys.FleetKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Every secret of a fleet, and who gets to see it. All are kept in the folder {@code authority}, which no service ever
 * sees; each holder has a folder beside it with copies of its own. What is kept stays as it is; a secret that is removed
 * there ({@link #forget}) is made anew by the next run, and the copies follow.
 */
final class FleetSecrets {
    private static final String AUTHORITY = "authority";
    private static final Set<NatsUser> SPEAK_TO_DISCORD = EnumSet.of(
            NatsUser.GATEWAY_BRIDGE, NatsUser.COMMAND_WORKER, NatsUser.ELIGIBILITY_WORKER, NatsUser.PROVISION);
    private static final int PASSWORD_BYTES = 24;

    private final Path folder;
    private final Path authority;
    private final InstantSource clock;
    private final SecureRandom random;

    FleetSecrets(Path folder, InstantSource clock, SecureRandom random) {
        this.folder = requireNonNull(folder, "folder");
        this.authority = folder.resolve(AUTHORITY);
        this.clock = requireNonNull(clock, "clock");
        this.random = requireNonNull(random, "random");
    }

    /**
     * Makes what is missing, and hands it out.
     *
     * @param servers the names by which the NATS servers are dialled
     * @throws IOException when a file cannot be read or written
     */
    void make(List<String> servers) throws IOException {
        new FleetKeys(authority, clock, random)
                .make(servers.stream().map(List::of).toList());
        for (String server : servers) {
            handOutToServer(server);
        }
        String token = new SandboxToken(authority.resolve("sandbox-token"), clock, random).get();
        for (NatsUser user : NatsUser.values()) {
            Holder holder = holder(user.id());
            holder.give("nats.nk", kept(user.id() + ".nk"));
            holder.give("ca.pem", kept("ca.pem"));
            if (SPEAK_TO_DISCORD.contains(user)) {
                holder.give("discord-token", token);
            }
        }
        holder("sandbox").give("discord-token", token);
        handOutDatabase();
        foreigner("grafana").give("password", password("grafana-password"));
    }

    /**
     * Removes a secret, so that it is made anew.
     *
     * @param file its name, such as {@code command-worker.nk}
     * @throws IllegalArgumentException when there is none of that name
     */
    void forget(String file) throws IOException {
        Path secret = authority.resolve(file).normalize();
        if (!authority.equals(secret.getParent()) || !Files.deleteIfExists(secret)) {
            throw new IllegalArgumentException("there is no secret " + file + " in " + authority);
        }
    }

    private void handOutToServer(String server) throws IOException {
        Holder holder = holder(server);
        for (String file : List.of("nkeys.conf", "jetstream.conf", "ca.pem")) {
            holder.give(file, kept(file));
        }
        holder.give("server.pem", kept(server + ".pem"));
        holder.give("server-key.pem", kept(server + "-key.pem"));
    }

    private void handOutDatabase() throws IOException {
        Holder server = foreigner("postgres");
        server.give("password", password("postgres-password"));
        StringBuilder roles = new StringBuilder(DatabaseRole.NOBODY_ELSE);
        for (DatabaseRole role : DatabaseRole.values()) {
            String password = password(role.id() + "-password");
            roles.append(role.creation(password));
            holder(role.worker().id()).give("database-url", role.url(password));
        }
        server.give("roles.sql", roles.toString());
    }

    private String password(String file) throws IOException {
        return new SecretFile(authority.resolve(file)).get(() -> SecretFile.randomText(PASSWORD_BYTES, random));
    }

    private String kept(String file) throws IOException {
        return Files.readString(authority.resolve(file));
    }

    /** One of our images, which all run as the same user. */
    private Holder holder(String name) {
        return new Holder(folder.resolve(name), "rw-------");
    }

    /** Somebody else's image, which runs as a user of its own: what keeps its secrets is that nobody else has its folder. */
    private Holder foreigner(String name) {
        return new Holder(folder.resolve(name), "rw-r--r--");
    }
}
