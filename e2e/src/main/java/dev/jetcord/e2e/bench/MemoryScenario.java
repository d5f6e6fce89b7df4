package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Services;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Resident memory of each service when it is ready and has nothing to do, against a JVM of the same flags that does nothing;
 * of the bridge also with many shards.
 */
final class MemoryScenario implements Scenario {
    private static final double KIB_A_MIB = 1024;
    private static final List<Integer> SHARDS = List.of(16, 64, 256);
    private static final double FLEET_LIMIT_MIB = 450;
    private static final double SHARD_LIMIT_MIB = 1;

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
        return "resident memory of each service idle, and of the bridge by shards, against a JVM that does nothing";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        if (!Files.exists(Path.of("/proc/self/status"))) {
            throw new UnmeasurableException("resident memory is read from /proc, which this system has not");
        }
        World world = World.start(installation);
        try {
            return measure(world, effort, progress);
        } finally {
            world.stop();
        }
    }

    private List<Figure> measure(World world, Effort effort, Consumer<String> progress) throws Exception {
        var idle = new ArrayList<Double>();
        var fleet = new ArrayList<Double>();
        Map<String, List<Double>> services = new LinkedHashMap<>();
        Map<Integer, List<Double>> shards = new LinkedHashMap<>();
        for (int round = 1; round <= effort.rounds(); round++) {
            idle.add(idleJvm(effort));
            double sum = 0;
            for (String module : Services.LONG_RUNNING) {
                double used = service(module, world.environment(), effort);
                services.computeIfAbsent(module, _ -> new ArrayList<>()).add(used);
                sum += used;
            }
            fleet.add(sum);
            for (int count : SHARDS) {
                var environment = new HashMap<>(world.environment());
                environment.put("DISCORD_SHARDS", Integer.toString(count));
                shards.computeIfAbsent(count, _ -> new ArrayList<>())
                        .add(service(Services.BRIDGE, environment, effort));
            }
            progress.accept("round %d of %d: the four services use %.0f MiB".formatted(round, effort.rounds(), sum));
        }
        return figures(Spread.of(idle), services, Spread.of(fleet), shards);
    }

    private static List<Figure> figures(
            Spread idle, Map<String, List<Double>> services, Spread fleet, Map<Integer, List<Double>> shards) {
        var figures = new ArrayList<Figure>();
        services.forEach((module, used) ->
                figures.add(new Figure(module, "MiB", Spread.of(used), Optional.of(idle), Gate.NONE)));
        figures.add(new Figure(
                "the four together", "MiB", fleet, Optional.empty(), new Gate.AtMost(FLEET_LIMIT_MIB, false)));
        double one = Spread.of(requireNonNull(services.get(Services.BRIDGE))).median();
        shards.forEach((count, used) -> {
            figures.add(
                    new Figure("bridge, " + count + " shards", "MiB", Spread.of(used), Optional.of(idle), Gate.NONE));
            figures.add(new Figure(
                    "a shard of " + count,
                    "MiB",
                    Spread.of(
                            used.stream().map(all -> (all - one) / (count - 1)).toList()),
                    Optional.empty(),
                    new Gate.AtMost(SHARD_LIMIT_MIB, true)));
        });
        return figures;
    }

    private double service(String module, Map<String, String> environment, Effort effort) throws Exception {
        ServiceProcess service = ServiceProcess.start(installation, module, environment, List.of());
        try {
            Thread.sleep(effort.duration());
            return residentMiB(service.pid());
        } finally {
            service.stop();
        }
    }

    private double idleJvm(Effort effort) throws Exception {
        Process process = IdleJvms.command(installation, List.of(IdleJvm.STAY)).start();
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
}
