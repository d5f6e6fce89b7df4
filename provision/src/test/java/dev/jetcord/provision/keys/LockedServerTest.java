package dev.jetcord.provision.keys;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.ObjectBucket;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.access.KeyFolder;
import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.common.messaging.access.ServerAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers with the configuration that ships, and with keys as the script makes them. */
class LockedServerTest {
    private static final Path SHIPPED = Path.of(System.getProperty("jetcord.root"), "infra", "nats");
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    private static Path folder;

    private static Path keys;
    private static LockedServer server;

    @BeforeAll
    static void start() throws Exception {
        keys = folder.resolve("keys");
        new FleetKeys(keys, InstantSource.system(), new SecureRandom()).make(List.of(List.of("localhost")));
        server = LockedServer.alone(keys, folder.resolve("alone"));
        try (NatsConnection nats = server.connect(NatsUser.PROVISION)) {
            new Provisioner(nats, 1).apply();
        }
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Test
    void theAccountsThatShipAreThoseOfTheCode() throws Exception {
        String expected = """
                # Who may do what. Written from NatsUser and Grants in dev.jetcord.common.messaging.access: change those.

                include ./keys/nkeys.conf

                """ + ServerAccess.accounts();
        Path written = Path.of("target", "accounts.conf");
        Files.writeString(written, expected);

        assertThat(Files.readString(SHIPPED.resolve("accounts.conf")))
                .as("infra/nats/accounts.conf; copy %s over it", written.toAbsolutePath())
                .isEqualTo(expected);
    }

    @Test
    void servicesWorkOverItAndNothingIsReadableOnTheDisk() throws Exception {
        byte[] value = new byte[64];
        String marker = "a-body-that-nobody-should-find-on-the-disk";
        new Random(1).nextBytes(value);
        byte[] large = new byte[600_000];
        new Random(2).nextBytes(large);
        System.arraycopy(marker.getBytes(UTF_8), 0, large, 0, marker.length());
        AtomicReference<byte[]> seen = new AtomicReference<>(new byte[0]);

        try (NatsConnection provision = server.connect(NatsUser.PROVISION);
                NatsConnection bridge = server.connect(NatsUser.GATEWAY_BRIDGE);
                NatsConnection worker = server.connect(NatsUser.COMMAND_WORKER)) {
            KeyValueBucket written = new KeyValueBucket(provision, Topology.COMMAND_POLICIES_BUCKET);
            written.put("slash.ping", value);
            KeyValueBucket read = new KeyValueBucket(bridge, Topology.COMMAND_POLICIES_BUCKET);
            try (var _ = read.watch(List.of(">"), item -> item.value().ifPresent(seen::set))) {
                Awaitility.await().untilAsserted(() -> assertThat(seen.get()).isEqualTo(value));
            }
            // Of several chunks, and stored twice: the second replaces the first.
            ObjectBucket objects = new ObjectBucket(bridge, Topology.OVERSIZE_BUCKET);
            objects.put("big", new byte[10]);
            objects.put("big", large);
            assertThat(new ObjectBucket(worker, Topology.OVERSIZE_BUCKET).get("big"))
                    .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(large));
            assertThatThrownBy(() -> read.put("slash.ping", value)).isInstanceOf(IOException.class);
        }
        assertThat(server.storedFiles()).isNotEmpty().noneMatch(file -> contains(file, marker));
    }

    @Test
    void nothingIsSaidToAServerThatIsNotTheOneThatWasDialled() throws Exception {
        Path others = folder.resolve("others");
        new FleetKeys(others, InstantSource.system(), new SecureRandom()).make(List.of(List.of("localhost")));
        Map<String, String> environment = new HashMap<>(server.environment(NatsUser.GATEWAY_BRIDGE));
        environment.put("NATS_CA_FILE", others.resolve("ca.pem").toString());
        assertThatThrownBy(() -> connect(environment)).hasMessageContaining("is not the one that is meant");

        environment.put("NATS_CA_FILE", keys.resolve("ca.pem").toString());
        environment.put("NATS_URL", server.url().replace("localhost", "127.0.0.1"));
        assertThatThrownBy(() -> connect(environment)).hasMessageContaining("is not the one that is meant");

        environment.put("NATS_URL", server.url());
        connect(environment);
    }

    @Test
    void aKeyThatIsNobodysIsNotLetIn() throws Exception {
        Path others = Files.createDirectory(folder.resolve("strangers"));
        KeyFolder strangers = new KeyFolder(others);
        strangers.publicKeys();
        Map<String, String> environment = new HashMap<>(server.environment(NatsUser.GATEWAY_BRIDGE));
        environment.put(
                "NATS_NKEY_FILE", strangers.seedFile(NatsUser.GATEWAY_BRIDGE).toString());

        assertThatThrownBy(() -> connect(environment)).hasMessageContaining("refuses our credentials");
    }

    @Test
    void makingKeysAgainChangesNothingAndSecretsAreTheirOwnersAlone() throws Exception {
        Map<Path, String> before = contents(keys);
        new FleetKeys(keys, InstantSource.system(), new SecureRandom()).make(List.of(List.of("localhost")));

        assertThat(contents(keys)).isEqualTo(before);
        for (Path file : before.keySet()) {
            boolean secret = Stream.of(".nk", "-key.pem", "jetstream.conf").anyMatch(file.toString()::endsWith);
            if (secret) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void threeServersFormAClusterThatKeepsThreeCopies() throws Exception {
        List<LockedServer> cluster = LockedServer.cluster(keys, folder.resolve("cluster"), 3);
        try (NatsConnection nats = cluster.getFirst().connect(NatsUser.PROVISION)) {
            Provisioner provisioner = new Provisioner(nats, 3);
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(provisioner::apply);
        } finally {
            cluster.forEach(LockedServer::close);
        }
    }

    private static void connect(Map<String, String> environment) throws IOException, InterruptedException {
        var configuration = Settings.load(environment, NatsConfiguration::from);
        try (NatsConnection nats = new NatsConnection(configuration, "test")) {
            nats.awaitConnected(PATIENCE);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<Path, String> contents(Path folder) throws IOException {
        Map<Path, String> contents = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file, Files.readString(file));
            }
        }
        return contents;
    }
}
