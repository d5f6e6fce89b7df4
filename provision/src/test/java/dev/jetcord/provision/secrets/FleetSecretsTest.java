package dev.jetcord.provision.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetSecretsTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void make() throws IOException {
        run();
    }

    @Test
    void handsEachHolderItsOwnAndNothingElse() throws IOException {
        Map<String, Set<String>> files = new TreeMap<>();
        for (Path file : files()) {
            Path holder = folder.relativize(file).getName(0);
            files.computeIfAbsent(holder.toString(), _ -> new TreeSet<>())
                    .add(file.getFileName().toString());
        }
        files.remove("authority");

        Set<String> server = Set.of("ca.pem", "jetstream.conf", "nkeys.conf", "server-key.pem", "server.pem");
        assertThat(files)
                .isEqualTo(Map.ofEntries(
                        Map.entry("command-worker", Set.of("ca.pem", "discord-token", "nats.nk")),
                        Map.entry("eligibility-worker", Set.of("ca.pem", "database-url", "discord-token", "nats.nk")),
                        Map.entry("event-worker", Set.of("ca.pem", "database-url", "nats.nk")),
                        Map.entry("gateway-bridge", Set.of("ca.pem", "discord-token", "nats.nk")),
                        Map.entry("grafana", Set.of("password")),
                        Map.entry("nats-1", server),
                        Map.entry("nats-2", server),
                        Map.entry("operator", Set.of("ca.pem", "nats.nk")),
                        Map.entry("postgres", Set.of("password", "roles.sql")),
                        Map.entry("provision", Set.of("ca.pem", "discord-token", "nats.nk")),
                        Map.entry("sandbox", Set.of("discord-token"))));
        assertThat(read("nats-1/server-key.pem")).isNotEqualTo(read("nats-2/server-key.pem"));
        assertThat(read("command-worker/nats.nk")).isNotEqualTo(read("event-worker/nats.nk"));
        assertThat(read("command-worker/discord-token")).isEqualTo(read("sandbox/discord-token"));
    }

    @Test
    void givesEachWorkerADatabaseUserThatTheServerMakes() throws IOException {
        String url = read("event-worker/database-url");
        assertThat(url).matches("postgresql://directory:[\\w-]{32}@postgres:5432/jetcord");
        assertThat(read("postgres/roles.sql"))
                .contains("CREATE ROLE directory LOGIN PASSWORD '" + url.replaceAll(".*:(.*)@.*", "$1") + "';");
        assertThat(read("eligibility-worker/database-url")).contains("//eligibility:");
    }

    @Test
    void letsOnlyTheOwnerReadExceptWhereAnImageHasAUserOfItsOwn() throws IOException {
        for (Path file : files()) {
            String path = folder.relativize(file).toString();
            boolean open = path.matches("(postgres|grafana)/.*|authority/.*\\.pem|authority/nkeys.conf")
                    && !path.endsWith("-key.pem");
            if (!open) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(path)
                        .isEqualTo("rw-------");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("postgres/roles.sql"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void keepsWhatIsThereAndRenewsWhatWasRemovedForAllWhoHoldIt() throws IOException {
        Map<String, String> before = contents();

        run();
        assertThat(contents()).isEqualTo(before);

        secrets().forget("sandbox-token");
        run();
        assertThat(read("sandbox/discord-token"))
                .isNotEqualTo(before.get("sandbox/discord-token"))
                .isEqualTo(read("gateway-bridge/discord-token"));
        assertThat(read("gateway-bridge/nats.nk")).isEqualTo(before.get("gateway-bridge/nats.nk"));
    }

    @Test
    void forgetsNothingButSecrets() {
        assertThatThrownBy(() -> secrets().forget("../sandbox/discord-token"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no secret");
        assertThatThrownBy(() -> secrets().forget("other.nk")).isInstanceOf(IllegalArgumentException.class);
        assertThat(folder.resolve("sandbox/discord-token")).exists();
    }

    private void run() throws IOException {
        secrets().make(List.of("nats-1", "nats-2"));
    }

    private FleetSecrets secrets() {
        return new FleetSecrets(folder, InstantSource.system(), new SecureRandom());
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : files()) {
            contents.put(folder.relativize(file).toString(), Files.readString(file));
        }
        return contents;
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
