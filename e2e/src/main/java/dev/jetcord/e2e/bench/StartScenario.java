package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.launcher.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From the start of a service's process to its readiness, with the flags of the launcher, without and with an ahead-of-time
 * cache (JEP 483, 514), against a JVM of the same flags that prints a word and ends.
 */
final class StartScenario implements Scenario {
    private static final double MILLIS = 1e6;
    private static final double LIMIT_MILLIS = 1500;

    private final Installation installation;

    StartScenario(Installation installation) {
        this.installation = requireNonNull(installation, "installation");
    }

    @Override
    public String name() {
        return "start";
    }

    @Override
    public String description() {
        return "process start to ready, against a JVM that prints a word and ends";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        World world = World.start(installation);
        Path caches = Files.createTempDirectory("jetcord-bench-aot");
        try {
            var figures = new ArrayList<Figure>();
            for (String module : Services.LONG_RUNNING) {
                figures.addAll(measure(module, world, caches, effort, progress));
            }
            return figures;
        } finally {
            Folders.delete(caches);
            world.stop();
        }
    }

    private List<Figure> measure(String module, World world, Path caches, Effort effort, Consumer<String> progress)
            throws Exception {
        Path cache = caches.resolve(module + ".aot");
        // The cache is written when the trained process ends.
        millisToReady(module, world, List.of("-XX:AOTCacheOutput=" + cache));
        var hello = new ArrayList<Double>();
        var plain = new ArrayList<Double>();
        var cached = new ArrayList<Double>();
        for (int round = 1; round <= effort.rounds(); round++) {
            hello.add(millisOfHelloWorld());
            plain.add(millisToReady(module, world, List.of()));
            cached.add(millisToReady(module, world, List.of("-XX:AOTCache=" + cache)));
            progress.accept("%s, round %d of %d: %.0f ms, with the cache %.0f ms, JVM alone %.0f ms"
                    .formatted(module, round, effort.rounds(), plain.getLast(), cached.getLast(), hello.getLast()));
        }
        Optional<Spread> ceiling = Optional.of(Spread.of(hello));
        return List.of(
                new Figure(module, "ms", Spread.of(plain), ceiling, Gate.NONE),
                new Figure(
                        module + ", AOT cache",
                        "ms",
                        Spread.of(cached),
                        ceiling,
                        new Gate.AtMost(LIMIT_MILLIS, false)));
    }

    private double millisToReady(String module, World world, List<String> flags) throws Exception {
        ServiceProcess service = ServiceProcess.start(installation, module, world.environment(), flags);
        service.stop();
        return service.toReady().toNanos() / MILLIS;
    }

    private double millisOfHelloWorld() throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = IdleJvms.command(installation, List.of()).start();
        process.waitFor();
        return Duration.ofNanos(System.nanoTime() - start).toNanos() / MILLIS;
    }
}
