package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.launcher.process.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * From the start of a service's process to its readiness, with the flags of the launcher, without and with an ahead-of-time
 * cache (JEP 483, 514), against a {@link LibraryJvm} that has a cache of its own.
 */
final class StartScenario implements Scenario {
    private static final double MILLIS = 1e6;
    private static final double LIMIT_MILLIS = 1500;
    private static final double MOST_TIMES = 1.5;

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
        return "process start to ready, against a JVM that only loads the same libraries";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        World world = World.start(installation);
        Path folder = Files.createTempDirectory("jetcord-bench-start");
        try {
            var figures = new ArrayList<Figure>();
            for (String module : Services.LONG_RUNNING) {
                figures.addAll(measure(module, world, folder, effort, progress));
            }
            return figures;
        } finally {
            Folders.delete(folder);
            world.stop();
        }
    }

    private List<Figure> measure(String module, World world, Path folder, Effort effort, Consumer<String> progress)
            throws Exception {
        LibraryJvm libraries = LibraryJvm.of(installation, module, world.environment(), Duration.ZERO, folder);
        AotCaches caches = AotCaches.train(libraries, world.environment(), folder);
        var spreads = new Measured();
        for (int round = 1; round <= effort.rounds(); round++) {
            spreads.plain.add(millisToReady(module, world, List.of()));
            spreads.plainLibraries.add(millisToLoaded(libraries, List.of()));
            spreads.cached.add(millisToReady(module, world, caches.service()));
            spreads.cachedLibraries.add(millisToLoaded(libraries, caches.libraries()));
            progress.accept("%s, round %d of %d: %.0f ms, its libraries %.0f ms; with the cache %.0f ms, %.0f ms"
                    .formatted(
                            module,
                            round,
                            effort.rounds(),
                            spreads.plain.getLast(),
                            spreads.plainLibraries.getLast(),
                            spreads.cached.getLast(),
                            spreads.cachedLibraries.getLast()));
        }
        return spreads.figures(module);
    }

    private double millisToReady(String module, World world, List<String> flags) throws Exception {
        ServiceProcess service = ServiceProcess.start(installation, module, world.environment(), flags);
        service.stop();
        return service.toReady().toNanos() / MILLIS;
    }

    private static double millisToLoaded(LibraryJvm libraries, List<String> flags) throws Exception {
        return libraries.toLoaded(flags).toNanos() / MILLIS;
    }

    private static final class Measured {
        private final List<Double> plain = new ArrayList<>();
        private final List<Double> plainLibraries = new ArrayList<>();
        private final List<Double> cached = new ArrayList<>();
        private final List<Double> cachedLibraries = new ArrayList<>();

        private List<Figure> figures(String module) {
            Gate gate = new Gate.RatioAtMost(MOST_TIMES, true);
            return List.of(
                    new Figure(module, "ms", Spread.of(plain), Optional.of(Spread.of(plainLibraries)), gate),
                    new Figure(
                            module + ", AOT cache",
                            "ms",
                            Spread.of(cached),
                            Optional.of(Spread.of(cachedLibraries)),
                            gate),
                    new Figure(
                            module + ", AOT cache, limit",
                            "ms",
                            Spread.of(cached),
                            Optional.empty(),
                            new Gate.AtMost(LIMIT_MILLIS, false)));
        }
    }
}
