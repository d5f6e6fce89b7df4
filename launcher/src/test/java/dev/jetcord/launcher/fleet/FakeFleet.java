package dev.jetcord.launcher.fleet;

import dev.jetcord.launcher.process.SystemCommands;
import dev.jetcord.launcher.terminal.Steps;
import dev.jetcord.launcher.terminal.Terminal;
import dev.jetcord.sandbox.port.FreePorts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A fleet of real processes, of which only what the services do is a fake. */
final class FakeFleet {
    private final Path folder;
    private final String natsUrl;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Home home;
    private final Ports ports;
    private final Installation installation;

    FakeFleet(Path folder, String natsUrl) throws IOException {
        this.folder = folder;
        this.natsUrl = natsUrl;
        this.home = new Home(folder.resolve("home"));
        Files.createDirectories(home.folder());
        this.ports = new Ports(FreePorts.take(), FreePorts.take(), FreePorts.take(), FreePorts.takeRow(4));
        this.installation = new Installation(fakeJava(), libraries(), List.of());
    }

    Home home() {
        return home;
    }

    Ports ports() {
        return ports;
    }

    /** What its launchers have printed. */
    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** Its processes, with or without a record. */
    List<ProcessHandle> processes() {
        return new ProcessTable(home).ofThisHome();
    }

    /** Brings it up as a launcher does that is asked for it. */
    Optional<RunningFleet> up(FleetControl launcher, boolean discord, Map<String, String> more) throws Exception {
        var environment = new HashMap<>(Map.of(
                "PATH",
                System.getenv("PATH"),
                "NATS_URL",
                natsUrl,
                "DATABASE_URL",
                "postgresql://nobody.invalid/none"));
        environment.putAll(more);
        var request = new FleetRequest(installation, folder, ports, discord, environment);
        return launcher.up(request, () -> {
            throw new AssertionError("NATS_URL is set: no server is looked for");
        });
    }

    /** One of the launchers that people may run at once. */
    FleetControl launcher() {
        var terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false, Map.of());
        return new FleetControl(
                home,
                terminal,
                new Steps(terminal, InstantSource.system()),
                new SystemCommands(System.getenv("PATH")),
                InstantSource.system(),
                new Random(1));
    }

    private Path libraries() throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("lib"));
        for (String module : List.of(
                "sandbox", "provision", "gateway-bridge", "command-worker", "event-worker", "eligibility-worker")) {
            Files.createFile(libraries.resolve("jetcord-" + module + "-1.jar"));
        }
        return libraries;
    }

    private Path fakeJava() throws IOException {
        Path java = folder.resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                for jar; do :; done
                exec '%s/bin/java' -XX:TieredStopAtLevel=1 '%s' -cp '%s' dev.jetcord.launcher.fleet.FakeService "$jar"
                """.formatted(
                        System.getProperty("java.home"),
                        home.marker(),
                        Path.of("target/test-classes").toAbsolutePath()));
        return Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    void kill(String name) throws Exception {
        ServiceRecord service = new RunFolder(home.run()).find(name).orElseThrow();
        ProcessHandle process = ProcessHandle.of(service.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Of all services that have a record. */
    List<String> names() throws Exception {
        try (var readiness = new Readiness()) {
            return new FleetStatus(home, readiness)
                    .look().stream().map(entry -> entry.service().name()).toList();
        }
    }

    boolean allReady() throws Exception {
        try (var readiness = new Readiness()) {
            return FleetStatus.allReady(new FleetStatus(home, readiness).look());
        }
    }
}
