package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the build takes in from others is pinned, watched and listed. */
class SupplyChainTest {
    private static final Path ROOT = Path.of(System.getProperty("jetcord.root"));
    private static final Pattern USES = Pattern.compile("uses: (\\S+)(.*)");

    @Test
    void everyActionIsPinnedToACommitAndSaysItsVersion() throws IOException {
        for (Path workflow : workflows()) {
            String text = Files.readString(workflow);
            assertThat(USES.matcher(text).results().map(found -> found.group(1) + found.group(2)))
                    .as(workflow.toString())
                    .isNotEmpty()
                    .allMatch(use -> use.matches("[\\w-]+/[\\w-]+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"));
            assertThat(text).as("the right to write is not given to everything").contains("permissions:");
        }
    }

    @Test
    void theWorkflowRunsTheTestsAndTheContainers() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".github/workflows/ci.yml")))
                .contains(".ci/run", ".ci/containers", "docker compose --profile tools build", "-Psbom");
    }

    @Test
    void dependabotWatchesWhateverIsPinned() throws IOException {
        assertThat(Files.readString(ROOT.resolve(".github/dependabot.yml")))
                .contains("maven", "docker", "docker-compose", "github-actions");
    }

    private static List<Path> workflows() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(".github/workflows"))) {
            return files.toList();
        }
    }
}
