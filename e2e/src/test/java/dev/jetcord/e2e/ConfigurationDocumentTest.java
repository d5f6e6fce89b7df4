package dev.jetcord.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The operator's page names every variable that a service reads. */
class ConfigurationDocumentTest {
    private static final Pattern READ = Pattern.compile("settings\\s*\\.\\s*\\w+\\(\\s*\"([A-Z][A-Z_]+)\"");
    private static final Pattern LOGGING = Pattern.compile("\\$\\{([A-Z_]+):-");
    private static final Pattern DOCUMENTED = Pattern.compile("^\\| `([A-Z_]+)` \\|", Pattern.MULTILINE);

    private final Path root = Path.of(System.getProperty("jetcord.root"));

    @Test
    void namesEveryVariable() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(ConfigurationDocumentTest::isSource).toList()) {
                read.addAll(matches(READ, Files.readString(file)));
            }
        }
        read.addAll(matches(LOGGING, Files.readString(root.resolve("common/src/main/resources/logback.xml"))));

        assertThat(read).contains("NATS_URL", "LOG_FORMAT", "DISCORD_TOKEN", "STREAM_REPLICAS");
        assertThat(matches(DOCUMENTED, Files.readString(root.resolve("docs/services.md"))))
                .containsAll(read);
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        return path.contains("/src/main/java/") && path.endsWith(".java");
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
        return names;
    }
}
