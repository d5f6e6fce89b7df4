package dev.jetcord.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The real {@code ./jetcord} in a checkout whose Maven and JDK only write down that they were called. */
class JetcordScriptTest {
    @TempDir
    private Path folder;

    private Path checkout;
    private Path jdk;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Files.createDirectories(folder.resolve("checkout"));
        Path script = Path.of(System.getProperty("jetcord.root", ".."), "jetcord");
        Files.copy(script, checkout.resolve("jetcord"));
        executable(checkout.resolve("jetcord"));
        Files.writeString(checkout.resolve("pom.xml"), "");
        Files.createDirectories(checkout.resolve("common/src/main/java"));
        Files.writeString(checkout.resolve("common/pom.xml"), "");
        Files.writeString(source(), "class A {}");
        program(checkout.resolve("mvnw"), """
                echo built >>builds.txt
                echo '[INFO] Building Jetcord: common 1.0'
                test ! -e broken || { echo '[ERROR] A.java: no such thing'; exit 1; }
                mkdir -p distribution/target/lib
                touch distribution/target/lib/jetcord-launcher-1.jar
                mkdir -p e2e/target/lib
                touch e2e/target/lib/library-1.jar e2e/target/jetcord-e2e-1.jar
                """);
        jdk = jdk("jdk", "25.0.1");
        agedByAMinute();
    }

    @Test
    void buildsOnceAndHandsOver() throws Exception {
        assertThat(jetcord("up", "--detach").output()).contains("java ran", "up --detach");
        assertThat(jetcord("up").output()).contains("java ran");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceHasChanged() throws Exception {
        jetcord("up");
        Files.setLastModifiedTime(source(), FileTime.from(Instant.now().plusSeconds(5)));

        jetcord("up");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        jetcord("up");
        Files.delete(source());
        Files.setLastModifiedTime(
                source().getParent(), FileTime.from(Instant.now().plusSeconds(5)));

        jetcord("up");

        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void neverBuildsForAQuestion() throws Exception {
        assertThat(jetcord("up").output()).contains("java ran");
        Files.setLastModifiedTime(source(), FileTime.from(Instant.now().plusSeconds(5)));

        assertThat(jetcord("status").output()).contains("java ran");

        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void knowsWithoutABuildThatNothingRuns() throws Exception {
        Run run = jetcord("status");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.output()).contains("The fleet is down");
        assertThat(jetcord("down").exitCode()).isZero();
        assertThat(Files.exists(checkout.resolve("builds.txt"))).isFalse();
    }

    @Test
    void showsTheEndOfABuildThatFails() throws Exception {
        Files.createFile(checkout.resolve("broken"));

        Run run = jetcord("up");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.output()).contains("A.java: no such thing", "the build failed", ".jetcord/logs/build.log");
        assertThat(run.output()).doesNotContain("java ran");
    }

    @Test
    void passesOverAnOlderJdk() throws Exception {
        jdk = jdk("old", "17.0.2");

        Run run = jetcord("up");

        assertThat(run.output()).doesNotContain("java ran from old");
    }

    @Test
    void helpNeedsNoBuildAndNamesEveryCommand() throws Exception {
        Run run = jetcord("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(Files.exists(checkout.resolve("builds.txt"))).isFalse();
        assertThat(commands()).allSatisfy(name -> assertThat(run.output()).contains("  " + name + " "));
    }

    private List<String> commands() {
        var terminal = new Terminal(System.out, false, Map.of());
        CommandLine line = Main.commandLine(new Context(checkout, checkout, Map.of(), terminal));
        return List.copyOf(line.getSubcommands().keySet());
    }

    private record Run(int exitCode, String output) {}

    private Run jetcord(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(checkout.resolve("jetcord").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().remove("JETCORD_HOME");
        Process process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }

    private long builds() throws IOException {
        return Files.readAllLines(checkout.resolve("builds.txt")).size();
    }

    private Path source() {
        return checkout.resolve("common/src/main/java/A.java");
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        program(home.resolve("bin/java"), "echo \"java ran from " + name + ": $*\"");
        program(home.resolve("bin/javac"), "exit 1");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    // A build's time is that of its beginning, and some file systems count whole seconds.
    private void agedByAMinute() throws IOException {
        FileTime before = FileTime.from(Instant.now().minusSeconds(60));
        try (var files = Files.walk(checkout)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, before);
            }
        }
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text);
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
