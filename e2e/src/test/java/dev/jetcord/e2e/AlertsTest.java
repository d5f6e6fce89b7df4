package dev.jetcord.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alerts are valid, fire when they should and only then, and each says what to do. */
class AlertsTest {
    private static final Path ROOT = Path.of(System.getProperty("jetcord.root"));
    private static final Path RULES = ROOT.resolve("infra/prometheus");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");
    private static final Pattern FIRES = Pattern.compile("alertname: (\\w+)\n +exp_alerts:\n");
    private static final Pattern SILENT = Pattern.compile("alertname: (\\w+)\n +exp_alerts: \\[]");
    private static final Pattern RUNBOOK = Pattern.compile("runbook: docs/operations\\.md#(\\w+)");
    private static final Pattern SECTION = Pattern.compile("^### (\\w+)$", Pattern.MULTILINE);

    @Test
    void everyAlertIsSeenToFireAndToBeSilentAndHasARunbook() throws IOException {
        String rules = Files.readString(RULES.resolve("alerts.yml"));
        List<String> alerts = names(ALERT, rules);
        String tests = Files.readString(RULES.resolve("tests.yml"));

        assertThat(alerts).isNotEmpty().doesNotHaveDuplicates();
        assertThat(names(FIRES, tests)).containsExactlyElementsOf(alerts);
        assertThat(names(SILENT, tests)).containsExactlyElementsOf(alerts);
        assertThat(names(RUNBOOK, rules))
                .containsExactlyElementsOf(alerts.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(names(SECTION, Files.readString(ROOT.resolve("docs/operations.md"))))
                .containsExactlyElementsOf(alerts);
    }

    @Test
    void prometheusTakesTheRulesAndItsUnitTestsPass() throws Exception {
        promtool("check", "config", "prometheus.yml");
        promtool("test", "rules", "tests.yml");
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        boolean there = Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
        assumeTrue(there, "promtool comes with Prometheus; .ci/run installs it");
        var command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(RULES.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static List<String> names(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }
}
