package dev.jetcord.launcher.fleet;

import java.nio.file.Path;

/**
 * The folder that holds everything of one fleet on this machine. Two fleets beside each other have two homes.
 *
 * @param folder an absolute path; need not exist
 */
public record Home(Path folder) {
    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** One file for each process that was started. */
    public Path run() {
        return folder.resolve("run");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public Path log(String service) {
        return logs().resolve(service + ".log");
    }

    /** The NATS server's configuration and JetStream's store. */
    public Path nats() {
        return folder.resolve("nats");
    }

    /** The data of the fleet's own PostgreSQL server. */
    public Path postgres() {
        return folder.resolve("postgres");
    }

    /** The password of that server's one user, made for this home. */
    Path postgresPassword() {
        return folder.resolve("postgres-password");
    }

    /** The token of the sandbox's bot, made for this home. */
    public Path sandboxToken() {
        return folder.resolve("sandbox-token");
    }

    /** Held while the fleet is being started or stopped. */
    public Path lock() {
        return folder.resolve("lock");
    }

    /** The JVM argument by which a service of this home is known in the process table, even without its run file. */
    String marker() {
        return "-Djetcord.home=" + folder;
    }
}
