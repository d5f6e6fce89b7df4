package dev.jetcord.sandbox.nats;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What a local server is started with. It listens on the loopback address only.
 *
 * @param name the server's name in its own and its clients' logs; letters, digits, {@code -} and {@code _}
 * @param port where clients connect, 1 to 65535, or 0 for any free port
 * @param monitoringPort where its HTTP monitoring answers, 1 to 65535, or 0 for any free port
 * @param folder a folder of the server's own, made when absent: its configuration, log and JetStream's store
 */
public record NatsServerSettings(String name, int port, int monitoringPort, Path folder) {
    /** The one address a local server listens on: nobody else can reach it. */
    public static final String HOST = "127.0.0.1";

    private static final int MAX_PORT = 65_535;
    // To the server 0 means the default port, and -1 any free one.
    private static final int ANY_PORT = -1;

    public NatsServerSettings {
        requireNonNull(name, "name");
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("a server's name has letters, digits, - and _ only: " + name);
        }
        requirePort("port", port);
        requirePort("monitoring port", monitoringPort);
        folder = folder.toAbsolutePath().normalize();
    }

    private static void requirePort(String what, int value) {
        if (value < 0 || value > MAX_PORT) {
            throw new IllegalArgumentException("the " + what + " is 0 to " + MAX_PORT + ", not " + value);
        }
    }

    /** The file that {@link #configuration()} is written to. */
    public Path configurationFile() {
        return folder.resolve("nats-server.conf");
    }

    /** What the server prints. */
    public Path logFile() {
        return folder.resolve("nats-server.log");
    }

    /** Where the server writes which ports it listens on, when it is up. */
    public Path portsFolder() {
        return folder.resolve("ports");
    }

    /** JetStream's files: what survives a restart. */
    public Path storeFolder() {
        return folder.resolve("store");
    }

    /** Clients' and monitoring port fixed to the given ones, which a server found when it started on any free port. */
    NatsServerSettings withPorts(int actualPort, int actualMonitoringPort) {
        return new NatsServerSettings(name, actualPort, actualMonitoringPort, folder);
    }

    /** The server's configuration file's text; understood by every server from 2.9 on. */
    public String configuration() {
        return """
                server_name: %s
                host: %s
                port: %d
                http_port: %d
                ports_file_dir: %s
                jetstream {
                  store_dir: %s
                }
                """.formatted(
                        name,
                        HOST,
                        port == 0 ? ANY_PORT : port,
                        monitoringPort == 0 ? ANY_PORT : monitoringPort,
                        quoted(portsFolder()),
                        quoted(storeFolder()));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
