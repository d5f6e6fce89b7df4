package dev.jetcord.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurefireTotalsTest {
    private static final long START = 1_000_000;

    @TempDir
    private Path root;

    @Test
    void addsUpAllModules() throws IOException {
        report("one", "A", "tests=\"5\" errors=\"1\" skipped=\"0\" failures=\"2\"", START);
        report("two", "B", "tests=\"7\" errors=\"0\" skipped=\"1\" failures=\"0\"", START + 1);

        assertThat(SurefireTotals.read(root, START)).hasToString("Tests run: 12, Failures: 2, Errors: 1, Skipped: 1");
    }

    @Test
    void saysOnceWhyTestsWereSkipped() throws IOException {
        for (String module : List.of("one", "two")) {
            report(module, "A", "tests=\"1\" errors=\"0\" skipped=\"1\" failures=\"0\"", """
                    <testcase name="t"><skipped message="npm is not on the PATH"><![CDATA[x]]></skipped></testcase>
                    <testcase name="u"><skipped/></testcase>""", START);
        }

        assertThat(SurefireTotals.read(root, START).reasons()).containsExactly("npm is not on the PATH");
    }

    @Test
    void leavesOutWhatAnEarlierRunLeft() throws IOException {
        report("one", "A", "tests=\"5\" errors=\"0\" skipped=\"0\" failures=\"0\"", START - 1_000);

        assertThat(SurefireTotals.read(root, START).run()).isZero();
    }

    private void report(String module, String name, String counts, long modified) throws IOException {
        report(module, name, counts, "", modified);
    }

    private void report(String module, String name, String counts, String cases, long modified) throws IOException {
        Path folder = Files.createDirectories(root.resolve(module).resolve("target/surefire-reports"));
        Path file = folder.resolve("TEST-" + name + ".xml");
        Files.writeString(
                file,
                "<?xml version=\"1.0\"?>\n<testsuite name=\"" + name + "\" " + counts + ">" + cases + "</testsuite>");
        Files.setLastModifiedTime(file, FileTime.fromMillis(modified));
    }
}
