package dev.jetcord.e2e;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.e2e.fleet.LaunchedFleet;
import dev.jetcord.launcher.fleet.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's page of metrics says what a running fleet shows, and alerts and dashboards ask for nothing else. */
class MetricsTest {
    private static final Path ROOT = Path.of(System.getProperty("jetcord.root"));
    private static final Path PAGE = ROOT.resolve("docs/metrics.md");
    private static final String ALWAYS = "## From the start";
    private static final String LATER = "## From the first time it happens";
    private static final Pattern METRIC = Pattern.compile("\\b((?:jetcord|jvm|process|system)_[a-z0-9_]+)\\b");
    private static final Pattern RULE = Pattern.compile("\\b(jetcord:[a-z0-9_:]+)");

    private static final Pattern RECORDED = Pattern.compile("record: (\\S+)");
    private static final Pattern UNIT = Pattern.compile("(_seconds|_bytes)?(_total)?$");
    private static final Pattern PART = Pattern.compile("_(bucket|sum|count)$");

    @TempDir
    private Path folder;

    @Test
    void thePageSaysWhatAFleetShows() throws Exception {
        Map<String, MetricFamily> shown = new TreeMap<>();
        LaunchedFleet fleet = PackagedFleet.in(folder.resolve("home")).up();
        try {
            fleet.type("/ping");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> fleet.metric("command-worker", "jetcord_commands_handled_total") > 0
                            && fleet.metric("event-worker", "jetcord_consumer_messages_total", "done") > 0);
            for (String service : Services.LONG_RUNNING) {
                MetricFamily.read(fleet.operations(service, "/metrics").body(), service, shown);
            }
        } finally {
            fleet.stop();
        }
        Map<String, MetricFamily> later = rows(LATER);
        List<String> table = shown.values().stream()
                .filter(family -> !later.containsKey(family.name()))
                .map(MetricFamily::row)
                .toList();
        Path written = Path.of("target", "metrics.md");
        Files.write(written, table);

        assertThat(rows(ALWAYS).values().stream().map(MetricFamily::row))
                .as("the table under '%s' of %s; copy the lines of %s there", ALWAYS, PAGE, written.toAbsolutePath())
                .containsExactlyElementsOf(table);
        assertThat(shown.values())
                .allSatisfy(
                        family -> assertThat(family.meaning()).as(family.name()).isNotEmpty())
                .filteredOn(family -> later.containsKey(family.name()))
                .allSatisfy(family -> {
                    MetricFamily row = later.get(family.name());
                    assertThat(row.meaning()).isEqualTo(family.meaning());
                    assertThat(row.labels()).isEqualTo(family.labels());
                    assertThat(row.services()).containsAll(family.services());
                });
    }

    @Test
    void whatComesLaterIsInTheCode() throws IOException {
        String code = code();

        assertThat(rows(LATER).keySet().stream().filter(name -> name.startsWith("jetcord_")))
                .isNotEmpty()
                .allMatch(name ->
                        code.contains('"' + UNIT.matcher(name).replaceFirst("").replace('_', '.') + '"'));
    }

    @Test
    void alertsAndDashboardsAskOnlyForWhatIsThere() throws IOException {
        Map<String, MetricFamily> known = rows(ALWAYS);
        known.putAll(rows(LATER));
        List<String> recorded = matches(RECORDED, Files.readString(ROOT.resolve("infra/prometheus/recording.yml")));
        int asked = 0;
        for (Path file : files("infra/prometheus", "infra/grafana")) {
            String text = Files.readString(file);
            List<String> names = matches(METRIC, text);
            assertThat(names)
                    .as(file.toString())
                    .allMatch(name -> known.containsKey(name)
                            || known.containsKey(PART.matcher(name).replaceFirst("")));
            assertThat(matches(RULE, text)).as(file.toString()).allMatch(recorded::contains);
            asked += names.size();
        }
        assertThat(asked).isPositive();
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static Map<String, MetricFamily> rows(String heading) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(MetricFamily::parse)
                .collect(toMap(MetricFamily::name, family -> family, (one, other) -> one, TreeMap::new));
    }

    private static List<Path> files(String... folders) throws IOException {
        var found = new ArrayList<Path>();
        for (String name : folders) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(name))) {
                files.filter(Files::isRegularFile).forEach(found::add);
            }
        }
        return found;
    }

    private static String code() throws IOException {
        var code = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(path -> path.toString().contains("/src/main/java/")
                            && path.toString().endsWith(".java"))
                    .toList()) {
                code.append(Files.readString(file));
            }
        }
        return code.toString();
    }
}
