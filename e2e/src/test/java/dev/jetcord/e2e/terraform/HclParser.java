package dev.jetcord.e2e.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * HashiCorp's own parser, compiled for JavaScript, in a process of Node.js that lives as long as this. An expression comes as the
 * text <code>${...}</code>, a block as a list of objects. For one thread.
 */
final class HclParser implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("jetcord.root"));
    private static final List<String> SOURCES = List.of("package.json", "package-lock.json", "parse.mjs");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    /** Starts the parser, whose package npm brings at the first time; without Node.js, the test that asks is skipped. */
    HclParser() throws IOException, InterruptedException {
        assumeTrue(onPath("node") && onPath("npm"), "the parser of HCL needs Node.js and npm; .ci/run installs them");
        Path folder = installed();
        process = new ProcessBuilder("node", "parse.mjs")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = process.outputWriter(UTF_8);
        answers = process.inputReader(UTF_8);
    }

    /**
     * Parses a file's text.
     *
     * @throws IllegalArgumentException when it is not HCL
     */
    JsonNode parse(String name, String text) throws IOException {
        questions.write(JSON.writeValueAsString(Map.of("name", name, "text", text)));
        questions.newLine();
        questions.flush();
        JsonNode answer = JSON.readTree(answers.readLine());
        if (answer.has("error")) {
            throw new IllegalArgumentException(answer.get("error").asText());
        }
        return answer.get("parsed");
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
    }

    static boolean onPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }

    private static Path installed() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(ROOT.resolve("e2e/target/hcl"));
        for (String source : SOURCES) {
            Files.copy(
                    ROOT.resolve("e2e/src/test/hcl").resolve(source),
                    folder.resolve(source),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(folder.resolve("node_modules/.package-lock.json"))) {
            Process npm = new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(npm.getInputStream().readAllBytes(), UTF_8);
            assertThat(npm.waitFor()).as(output).isZero();
        }
        return folder;
    }
}
