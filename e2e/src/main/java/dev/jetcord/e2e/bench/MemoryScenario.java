package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.launcher.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Resident memory of each service when it is ready and has nothing to do, against a {@link LibraryJvm};
 * of the bridge also with many shards.
 */
final class MemoryScenario implements Scenario {
    private static final double KIB_A_MIB = 1024;
    private static final int ONE = 1;
    private static final List<Integer> SHARDS = List.of(ONE, 16, 64, 256);
    private static final double FLEET_LIMIT_MIB = 450;
    private static final double SHARD_LIMIT_MIB = 1;
    private static final double MOST_TIMES = 1.3;

    private final Installation installation;

    MemoryScenario(Installation installation) {
        this.installation = requireNonNull(installation, "installation");
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String description() {
        return "resident memory of each service idle, and of the bridge by shards, against a JVM that only loads the same libraries";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        if (!Files.exists(Path.of("/proc/self/status"))) {
            throw new UnmeasurableException("resident memory is read from /proc, which this system has not");
        }
        World world = World.start(installation);
        Path folder = Files.createTempDirectory("jetcord-bench-memory");
        try {
            var figures = new ArrayList<Figure>();
            figures.addAll(services(world, folder, effort, progress));
            figures.addAll(shards(world, effort, progress));
            return figures;
        } finally {
            Folders.delete(folder);
            world.stop();
        }
    }

    private List<Figure> services(World world, Path folder, Effort effort, Consumer<String> progress) throws Exception {
        var figures = new ArrayList<Figure>();
        var plain = new Fleet(effort.rounds());
        var cached = new Fleet(effort.rounds());
        for (String module : Services.LONG_RUNNING) {
            LibraryJvm libraries = LibraryJvm.of(installation, module, world.environment(), effort.duration(), folder);
            AotCaches caches = AotCaches.train(libraries, world.environment(), folder);
            figures.add(service(module, plain, libraries, List.of(), List.of(), world, effort, progress));
            figures.add(service(
                    module + ", AOT cache",
                    cached,
                    libraries,
                    caches.service(),
                    caches.libraries(),
                    world,
                    effort,
                    progress));
        }
        figures.add(plain.figure("the four together"));
        figures.add(cached.figure("the four together, AOT cache"));
        return figures;
    }

    private Figure service(
            String what,
            Fleet fleet,
            LibraryJvm libraries,
            List<String> flags,
            List<String> librariesFlags,
            World world,
            Effort effort,
            Consumer<String> progress)
            throws Exception {
        var ours = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (int round = 1; round <= effort.rounds(); round++) {
            ours.add(service(libraries.module(), world.environment(), flags, effort));
            bare.add(libraries(libraries, librariesFlags, effort));
            fleet.add(round, ours.getLast());
            progress.accept("%s, round %d of %d: %.0f MiB, its libraries %.0f MiB"
                    .formatted(what, round, effort.rounds(), ours.getLast(), bare.getLast()));
        }
        return new Figure(
                what, "MiB", Spread.of(ours), Optional.of(Spread.of(bare)), new Gate.RatioAtMost(MOST_TIMES, true));
    }

    private List<Figure> shards(World world, Effort effort, Consumer<String> progress) throws Exception {
        Map<Integer, List<Double>> used = new LinkedHashMap<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            for (int count : SHARDS) {
                var environment = new HashMap<>(world.environment());
                environment.put("DISCORD_SHARDS", Integer.toString(count));
                double all = service(Services.BRIDGE, environment, List.of(), effort);
                used.computeIfAbsent(count, _ -> new ArrayList<>()).add(all);
                progress.accept("bridge with %d shards, round %d of %d: %.0f MiB"
                        .formatted(count, round, effort.rounds(), all));
            }
        }
        double one = Spread.of(requireNonNull(used.remove(ONE))).median();
        var figures = new ArrayList<Figure>();
        used.forEach((count, all) -> {
            figures.add(new Figure("bridge, " + count + " shards", "MiB", Spread.of(all), Optional.empty(), Gate.NONE));
            figures.add(new Figure(
                    "a shard of " + count,
                    "MiB",
                    Spread.of(all.stream().map(it -> (it - one) / (count - 1)).toList()),
                    Optional.empty(),
                    new Gate.AtMost(SHARD_LIMIT_MIB, true)));
        });
        return figures;
    }

    private double service(String module, Map<String, String> environment, List<String> flags, Effort effort)
            throws Exception {
        ServiceProcess service = ServiceProcess.start(installation, module, environment, flags);
        try {
            Thread.sleep(effort.duration());
            return residentMiB(service.pid());
        } finally {
            service.stop();
        }
    }

    private static double libraries(LibraryJvm libraries, List<String> flags, Effort effort) throws Exception {
        Process process = libraries.stay(flags);
        try {
            Thread.sleep(effort.duration());
            return residentMiB(process.pid());
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    // proc_pid_status(5)
    private static double residentMiB(long pid) throws IOException, UnmeasurableException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / KIB_A_MIB;
            }
        }
        throw new UnmeasurableException("process " + pid + " has ended");
    }

    /** The sums of the services, round by round. */
    private static final class Fleet {
        private final double[] sums;

        private Fleet(int rounds) {
            sums = new double[rounds];
        }

        private void add(int round, double used) {
            sums[round - 1] += used;
        }

        private Figure figure(String what) {
            return new Figure(
                    what,
                    "MiB",
                    Spread.of(Arrays.stream(sums).boxed().toList()),
                    Optional.empty(),
                    new Gate.AtMost(FLEET_LIMIT_MIB, false));
        }
    }
}
