package dev.jetcord.launcher.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.launcher.process.Commands.Result;
import dev.jetcord.launcher.terminal.Steps;
import dev.jetcord.launcher.terminal.Terminal;
import dev.jetcord.sandbox.nats.NatsServerException;
import dev.jetcord.sandbox.nats.NatsServerLocator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatsFinderTest {
    private static final Platform LINUX = new Platform("linux", "amd64");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void takesTheServerOnThePathAndFetchesNothing() throws Exception {
        Path onPath = server(Files.createDirectories(folder.resolve("path")).resolve("nats-server"));

        var found = finder(Map.of("PATH", folder.resolve("path").toString()), List.of())
                .find();

        assertThat(found.path()).isEqualTo(onPath);
    }

    @Test
    void prefersTheNamedBinary() throws Exception {
        Path named = server(folder.resolve("named"));
        server(Files.createDirectories(folder.resolve("path")).resolve("nats-server"));

        var found = finder(
                        Map.of(
                                "NATS_SERVER_BINARY",
                                named.toString(),
                                "PATH",
                                folder.resolve("path").toString()),
                        List.of())
                .find();

        assertThat(found.path()).isEqualTo(named);
    }

    @Test
    void buildsItWhereGoIsAndKeepsIt() throws Exception {
        var go = new FakeCommands(Set.of("go"), (_, work) -> {
            server(work.resolve("nats-server"));
            return new Result(0, "");
        });

        var found = finder(Map.of(), List.of(new GoInstall(go))).find();

        assertThat(found.path()).isEqualTo(bin().resolve("nats-server"));
        assertThat(go.runs).containsExactly(List.of("go", "install", "github.com/nats-io/nats-server/v2@v2.15.2"));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("go install nats-server v2.15.2");
        // Found from now on, without a second fetch, and with no leftovers beside it.
        assertThat(finder(Map.of(), List.of()).find().path()).isEqualTo(found.path());
        assertThat(bin().toFile().list()).containsExactly("nats-server");
    }

    @Test
    void goesOnToTheNextWayAndAtLastListsAllWithWhatCanBeDone() {
        var broken = new FakeCommands(Set.of("go"), (_, _) -> new Result(1, "go: no network"));

        assertThatThrownBy(() -> finder(
                                Map.of(), List.of(new GoInstall(broken), archive(Map.of()), new DebianPackage(broken)))
                        .find())
                .isInstanceOf(NatsServerException.class)
                .hasMessageContaining("go: no network")
                .hasMessageContaining("no checksum is known for linux-amd64")
                .hasMessageContaining("no apt-get")
                .hasMessageContaining("NATS_SERVER_BINARY")
                .hasMessageContaining("NATS_URL");
    }

    @Test
    void unpacksNoArchiveWhoseChecksumIsWrong() {
        var tar = new FakeCommands(Set.of("tar"), (_, _) -> new Result(0, ""));
        var release = new ReleaseArchive(tar, NatsFinderTest::download, LINUX, Map.of("linux-amd64", "00"));

        assertThatThrownBy(() -> release.fetch(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("but must be 00");
        assertThat(tar.runs).isEmpty();
    }

    @Test
    void aServerThatDoesNotRunHereIsNotTaken() {
        var go = new FakeCommands(Set.of("go"), (_, work) -> {
            script(work.resolve("nats-server"), "echo 'wrong architecture'; exit 126");
            return new Result(0, "");
        });

        assertThatThrownBy(() -> finder(Map.of(), List.of(new GoInstall(go))).find())
                .isInstanceOf(NatsServerException.class)
                .hasMessageContaining("wrong architecture");
        assertThat(Files.exists(bin().resolve("nats-server"))).isFalse();
    }

    @Test
    void namesPlatformsAsTheArchivesDo() {
        assertThat(Platform.of("Linux", "aarch64")).hasToString("linux-arm64");
        assertThat(Platform.of("Mac OS X", "x86_64")).hasToString("darwin-amd64");
        assertThat(ReleaseArchive.CHECKSUMS.values()).allMatch(sum -> sum.matches("[0-9a-f]{64}"));
    }

    private static ReleaseArchive archive(Map<String, String> checksums) {
        var tar = new FakeCommands(Set.of("tar"), (_, _) -> new Result(0, ""));
        return new ReleaseArchive(tar, NatsFinderTest::download, LINUX, checksums);
    }

    private static void download(URI source, Path target) throws IOException {
        Files.writeString(target, source.toString());
    }

    private NatsFinder finder(Map<String, String> environment, List<NatsSupply> supplies) {
        var terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false, Map.of());
        return new NatsFinder(
                new NatsServerLocator(environment, bin()),
                supplies,
                bin(),
                new Steps(terminal, InstantSource.system()));
    }

    private Path bin() {
        return folder.resolve("bin");
    }

    private static Path server(Path file) throws IOException {
        return script(file, "echo 'nats-server: v2.15.2'");
    }

    private static Path script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
