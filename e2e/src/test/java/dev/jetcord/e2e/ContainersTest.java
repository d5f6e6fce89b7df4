package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.jetcord.common.config.Settings;
import dev.jetcord.common.messaging.access.NatsUser;
import dev.jetcord.common.service.ServiceConfiguration;
import dev.jetcord.e2e.Compose.Service;
import dev.jetcord.launcher.fleet.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the images and the compose files promise, read from their text; .ci/containers runs them. */
class ContainersTest {
    private static final Path ROOT = Path.of(System.getProperty("jetcord.root"));
    private static final Set<String> NATS = Set.of("nats-1", "nats-2", "nats-3");
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|TOKEN|SECRET|SEED|NKEY|DATABASE_URL)");
    private static final Pattern VARIABLE = Pattern.compile("^\\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \\|", Pattern.MULTILINE);
    private static final Pattern EXAMPLE = Pattern.compile("^# ([A-Z_]+)(?:=|  +# =)", Pattern.MULTILINE);
    private static final Pattern PROVIDED = Pattern.compile("^ +path: (\\S+)$", Pattern.MULTILINE);
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z_]+)");

    private static Collection<Service> sandbox;
    private static Collection<Service> discord;

    @BeforeAll
    static void read() throws IOException {
        sandbox = Compose.of(ROOT, "docker-compose.yml", "docker-compose.override.yml")
                .services()
                .values();
        discord = Compose.of(ROOT, "docker-compose.yml", "docker-compose.discord.yml")
                .services()
                .values();
    }

    @Test
    void aPlainUpIsAWholeFleetAndTheRealDiscordNeedsNoSandbox() {
        List<String> expected = new ArrayList<>(Services.LONG_RUNNING);
        expected.addAll(NATS);
        expected.addAll(List.of("secrets", "provision", "postgres"));

        assertThat(discord).extracting(Service::name).containsAll(expected).doesNotContain(Services.SANDBOX);
        expected.add(Services.SANDBOX);
        assertThat(sandbox.stream().filter(service -> service.list("profiles").isEmpty()))
                .extracting(Service::name)
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void everyContainerIsLockedDown() {
        assertThat(sandbox).allSatisfy(service -> {
            assertThat(service.text("read_only")).isEqualTo("true");
            assertThat(service.list("cap_drop")).containsExactly("ALL");
            assertThat(service.list("security_opt")).containsExactly("no-new-privileges:true");
            assertThat(service.text("user")).doesNotMatch("null|root|0(:.*)?");
            assertThat(service.text("mem_limit")).matches("\\d+[mg]");
            assertThat(service.said()).doesNotContainKeys("privileged", "cap_add", "devices", "pid", "ipc");
            assertThat(service.map("logging")).containsKey("options");
            assertThat(service.list("ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
        });
    }

    @Test
    void everyServiceSaysHowItIsWithoutAShellAndWhoWaitsForItWaitsForThat() {
        Set<String> withHealth = new TreeSet<>();
        for (Service service : sandbox) {
            if (service.isJob()) {
                assertThat(service.map("healthcheck")).as(service.name()).containsEntry("disable", true);
            } else {
                assertThat(service.healthTest()).as(service.name()).first().isEqualTo("CMD");
                assertThat(service.healthTest()).noneMatch(word -> word.matches(".*(curl|sh)"));
                assertThat(service.text("restart")).isEqualTo("unless-stopped");
                withHealth.add(service.name());
            }
        }
        assertThat(sandbox)
                .allSatisfy(service -> service.waitsFor()
                        .forEach((other, condition) -> assertThat(condition)
                                .as(service + " waits for " + other)
                                .isEqualTo(
                                        withHealth.contains(other)
                                                ? "service_healthy"
                                                : "service_completed_successfully")));
    }

    @Test
    void nobodyIsKilledWhoStillDrains() throws IOException {
        Duration drain = Settings.load(Map.of(), ServiceConfiguration::from).stopTimeout();
        Duration lameDuck = Pattern.compile("lame_duck_\\w+: \"(\\d+)s\"")
                .matcher(Files.readString(ROOT.resolve("infra/nats/base.conf")))
                .results()
                .map(found -> Duration.ofSeconds(Long.parseLong(found.group(1))))
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(lameDuck).isGreaterThan(Duration.ofSeconds(10));

        for (Service service : sandbox) {
            if (Services.LONG_RUNNING.contains(service.name())) {
                assertThat(grace(service)).as(service.name()).isGreaterThan(drain.plusSeconds(5));
            }
            if (NATS.contains(service.name())) {
                assertThat(grace(service)).as(service.name()).isGreaterThan(lameDuck);
            }
        }
    }

    @Test
    void secretsComeAsFilesAndEachContainerHasItsOwnOnly() {
        for (Collection<Service> fleet : List.of(sandbox, discord)) {
            assertThat(fleet).allSatisfy(service -> {
                assertThat(service.map("environment").keySet())
                        .noneMatch(name -> SECRET.matcher(name).matches());
                if (!service.name().equals("secrets")) {
                    String holder = service.name().equals("jetcord") ? NatsUser.OPERATOR.id() : service.name();
                    assertThat(service.secrets()).isSubsetOf("secrets-" + holder);
                    assertThat(service.list("volumes"))
                            .filteredOn(volume -> volume.startsWith("secrets-"))
                            .allMatch(volume -> volume.endsWith(":ro,nocopy"));
                }
            });
        }
    }

    @Test
    void theJobThatMakesSecretsReachesEveryHolderAndTheImageHasItsFolder() throws IOException {
        Compose compose = Compose.of(ROOT, "docker-compose.yml", "docker-compose.override.yml");
        Service job = compose.services().get("secrets");
        List<String> holders = compose.volumes().stream()
                .filter(volume -> volume.startsWith("secrets-"))
                .toList();
        String assemble = Files.readString(ROOT.resolve("infra/images/assemble"));

        assertThat(job.secrets()).containsExactlyInAnyOrderElementsOf(holders);
        assertThat(holders).allMatch(holder -> assemble.contains(" " + holder.substring("secrets-".length())));
        assertThat(job.list("command")).contains(NATS.toArray(String[]::new));
        assertThat(job.text("network_mode")).isEqualTo("none");
    }

    @Test
    void everyVariableIsDocumentedAndPassedOn() throws IOException {
        Set<String> documented = names(VARIABLE, "docs/services.md");
        Set<String> known = new TreeSet<>(documented);
        known.addAll(names(VARIABLE, "docs/sandbox.md"));
        known.add("SANDBOX_URL");
        Set<String> told = new TreeSet<>();
        for (Service service : List.copyOf(sandbox)) {
            if (service.isOurs() && !NATS.contains(service.name())) {
                service.map("environment").keySet().forEach(name -> told.add(name.replaceFirst("_FILE$", "")));
            }
        }
        Set<String> example = names(EXAMPLE, ".env.example");
        Set<String> asked = new TreeSet<>();
        for (String file : List.of("docker-compose.yml", "docker-compose.override.yml", "docker-compose.discord.yml")) {
            asked.addAll(names(ASKED, file));
        }

        assertThat(known).containsAll(told);
        assertThat(example).containsAll(documented).containsAll(asked);
        assertThat(told)
                .as("what .env may say")
                .containsAll(example.stream()
                        .filter(documented::contains)
                        .filter(name -> !Set.of("NATS_CREDENTIALS").contains(name))
                        .toList());
    }

    @Test
    void imagesArePinned() throws IOException {
        assertThat(sandbox)
                .filteredOn(service -> !service.isOurs())
                .isNotEmpty()
                .allMatch(service -> service.text("image").matches("[\\w./-]+:v?\\d+\\.\\d+(\\.\\d+)?(-\\w+)?"));
        assertThat(Files.readString(ROOT.resolve("Dockerfile")))
                .doesNotContain(":latest")
                .contains("USER 65532:65532", "HEALTHCHECK", "ENTRYPOINT [\"/opt/jre/bin/java\"", "STOPSIGNAL SIGUSR2");
    }

    @Test
    void prometheusScrapesTheServicesByTheirNames() throws IOException {
        String scraped = Files.readString(ROOT.resolve("infra/prometheus/prometheus.yml"));

        assertThat(Services.LONG_RUNNING).allMatch(scraped::contains);
        assertThat(sandbox).extracting(Service::name).containsAll(Services.LONG_RUNNING);
    }

    @Test
    void grafanaReadsItsDashboardsWhereTheyAreMounted() throws IOException {
        String provider = Files.readString(ROOT.resolve("infra/grafana/provisioning/dashboards/jetcord.yml"));
        Service grafana = sandbox.stream()
                .filter(service -> service.name().equals("grafana"))
                .findFirst()
                .orElseThrow();

        assertThat(PROVIDED.matcher(provider).results().map(found -> found.group(1)))
                .singleElement(STRING)
                .satisfies(path ->
                        assertThat(grafana.list("volumes")).contains("./infra/grafana/dashboards:" + path + ":ro"));
    }

    private static Duration grace(Service service) {
        return Duration.ofSeconds(
                Long.parseLong(service.text("stop_grace_period").replace("s", "")));
    }

    private static Set<String> names(Pattern pattern, String file) throws IOException {
        Set<String> names = new TreeSet<>();
        pattern.matcher(Files.readString(ROOT.resolve(file)))
                .results()
                .forEach(found ->
                        names.addAll(List.of(found.group(1).replace("`", "").split(", ", -1))));
        return names;
    }
}
