package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where a document names a test as the proof of what it says, that test exists. */
class NamedTestsTest {
    private static final Path ROOT = Path.of(System.getProperty("jetcord.root"));
    private static final String SOURCES = "src/test/java";
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\b");

    @Test
    void existWhereverADocumentNamesThem() throws IOException {
        Set<String> tests = tests();

        for (Path document : documents()) {
            assertThat(NAMED.matcher(Files.readString(document)).results().map(found -> found.group(1)))
                    .as(document.toString())
                    .allMatch(tests::contains);
        }
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, pages)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static Set<String> tests() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            Set<String> names = modules.map(module -> module.resolve(SOURCES))
                    .filter(Files::isDirectory)
                    .flatMap(NamedTestsTest::sources)
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
            assertThat(names).contains("NamedTestsTest");
            return names;
        }
    }

    private static Stream<Path> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
