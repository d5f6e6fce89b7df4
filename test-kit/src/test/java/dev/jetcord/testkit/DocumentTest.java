package dev.jetcord.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/testing-workers.md}. */
class DocumentTest {
    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private final Path root = Path.of(System.getProperty("jetcord.root"));

    @Test
    void everyExampleIsPartOfATestThatIsRun() throws Exception {
        String tests = tests();
        List<String> examples = EXAMPLE.matcher(Files.readString(root.resolve("docs/testing-workers.md")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(tests).contains(example));
    }

    private String tests() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("test-kit/src/test/java/dev/jetcord/testkit"))) {
            return files.map(DocumentTest::read).collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
