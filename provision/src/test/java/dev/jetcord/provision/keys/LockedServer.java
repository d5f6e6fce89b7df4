package dev.jetcord.provision.keys;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.access.KeyFolder;
import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.sandbox.nats.NatsInfo;
import dev.jetcord.sandbox.nats.NatsServerLocator;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real server with the configuration that ships. */
final class LockedServer implements AutoCloseable {
    private static final Path SHIPPED = Path.of(System.getProperty("jetcord.root"), "infra", "nats");

    private final Path folder;
    private final Path keys;
    private final int port = FreePorts.take();
    private final Process process;

    private LockedServer(Path keys, Path folder, String configuration, List<String> more, String routes)
            throws IOException {
        this.keys = keys;
        this.folder = Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(SHIPPED)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".conf")).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Files.createSymbolicLink(folder.resolve("keys"), keys.toAbsolutePath());
        var command = new ArrayList<String>();
        command.add(binary());
        command.addAll(List.of(
                "-c", folder.resolve(configuration).toString(), "-a", "127.0.0.1", "-p", Integer.toString(port)));
        command.addAll(more);
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "NATS_SERVER_NAME", folder.getFileName().toString(),
                        "NATS_STORE_DIR", folder.resolve("store").toString(),
                        "NATS_CERT_FILE", keys.resolve("localhost.pem").toString(),
                        "NATS_KEY_FILE", keys.resolve("localhost-key.pem").toString(),
                        "NATS_CA_FILE", keys.resolve("ca.pem").toString(),
                        "NATS_MONITORING", "127.0.0.1:-1",
                        "NATS_ROUTES", routes));
        this.process = builder.start();
    }

    /** One server alone; returns when it takes connections. */
    static LockedServer alone(Path keys, Path folder) throws IOException {
        var server = new LockedServer(keys, folder, "nats-server.conf", List.of(), "[]");
        server.awaitGreeting();
        return server;
    }

    /** Servers that know of each other; returns when each takes connections. */
    static List<LockedServer> cluster(Path keys, Path folder, int size) throws IOException {
        List<Integer> ports = Stream.generate(FreePorts::take).limit(size).toList();
        String routes = ports.stream()
                .map(port -> "\"nats://localhost:" + port + '"')
                .toList()
                .toString();
        List<LockedServer> servers = new ArrayList<>();
        for (int port : ports) {
            servers.add(new LockedServer(
                    keys,
                    folder.resolve("node-" + port),
                    "nats-cluster.conf",
                    List.of("-cluster", "nats://127.0.0.1:" + port),
                    routes));
        }
        servers.forEach(LockedServer::awaitGreeting);
        return servers;
    }

    String url() {
        return "tls://localhost:" + port;
    }

    /** What a service is told to be let in. */
    Map<String, String> environment(NatsUser user) {
        return Map.of(
                "NATS_URL", url(),
                "NATS_CA_FILE", keys.resolve("ca.pem").toString(),
                "NATS_NKEY_FILE", new KeyFolder(keys).seedFile(user).toString());
    }

    NatsConnection connect(NatsUser user) throws IOException, InterruptedException {
        var nats = new NatsConnection(Settings.load(environment(user), NatsConfiguration::from), user.id());
        nats.awaitConnected(Duration.ofSeconds(10));
        return nats;
    }

    /** What it has written on the disk. */
    List<Path> storedFiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void awaitGreeting() {
        Awaitility.await("a greeting from the NATS server, whose log is " + folder.resolve("log"))
                .ignoreExceptions()
                .until(() -> NatsInfo.read("nats://127.0.0.1:" + port, Duration.ofSeconds(2)) != null);
    }

    private static String binary() {
        Path fetched = Path.of(System.getProperty("jetcord.root"), ".jetcord", "bin");
        return new NatsServerLocator(System.getenv(), fetched)
                .locate()
                .orElseThrow(() -> new IllegalStateException(
                        "this test needs a nats-server: set NATS_SERVER_BINARY to one, or run ./jetcord test once"))
                .path()
                .toString();
    }
}
