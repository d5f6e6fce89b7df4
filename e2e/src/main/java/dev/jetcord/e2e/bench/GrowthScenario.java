package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.bench.GatewayToStream.Throughput;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Services;
import io.nats.client.JetStreamManagement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What an event costs the bridge, by events a second, by guilds and by shards, one of them changed at a time. */
final class GrowthScenario implements Scenario {
    private static final String STREAM = "EVENTS";
    private static final int BYTES = 307;
    private static final int RATE = 5_000;
    private static final int GUILDS = 1_000;
    /** By shards: a bridge is started for each number of them. */
    private static final Map<Integer, List<Load>> LOADS = loads();

    private final Installation installation;

    GrowthScenario(Installation installation) {
        this.installation = requireNonNull(installation, "installation");
    }

    private static Map<Integer, List<Load>> loads() {
        var usual = new Load(RATE, GUILDS);
        var loads = new LinkedHashMap<Integer, List<Load>>();
        loads.put(
                1,
                List.of(
                        usual,
                        new Load(1_000, GUILDS),
                        new Load(20_000, GUILDS),
                        new Load(RATE, 10),
                        new Load(RATE, 100_000)));
        loads.put(16, List.of(usual));
        loads.put(64, List.of(usual));
        loads.put(256, List.of(usual));
        return loads;
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String description() {
        return "processor time that an event costs the bridge, by events a second, guilds and shards";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        var figures = new ArrayList<Figure>();
        for (Map.Entry<Integer, List<Load>> loads : LOADS.entrySet()) {
            // Of its own: the sessions of a bridge that has stopped are kept, and would get every event too.
            World world = World.withoutDatabase(installation);
            try {
                figures.addAll(run(world, loads.getKey(), loads.getValue(), effort, progress));
            } finally {
                world.stop();
            }
        }
        return figures;
    }

    private List<Figure> run(World world, int shards, List<Load> loads, Effort effort, Consumer<String> progress)
            throws Exception {
        JetStreamManagement streams = world.nats().connection().connection().jetStreamManagement();
        var environment = new HashMap<>(world.environment());
        environment.put("DISCORD_INTENTS", "GUILD_MESSAGES");
        environment.put("DISCORD_SHARDS", Integer.toString(shards));
        ServiceProcess bridge = ServiceProcess.start(installation, Services.BRIDGE, environment, List.of());
        try {
            bridge.awaitSessions(world.discord(), shards);
            var measured = new GatewayToStream("the bridge", world.discord(), streams, STREAM, bridge.pid());
            progress.accept("%d shards: warming up".formatted(shards));
            measured.measure(GatewayEvents.of(BYTES), BridgeScenario.WARM_UP);
            var micros = new LinkedHashMap<Load, List<Double>>();
            for (int round = 1; round <= effort.rounds(); round++) {
                for (Load load : loads) {
                    Throughput throughput =
                            measured.measure(GatewayEvents.of(BYTES, load.guilds()), effort.duration(), load.rate());
                    micros.computeIfAbsent(load, _ -> new ArrayList<>()).add(throughput.micros());
                    progress.accept("%s, round %d of %d: %.1f us/event"
                            .formatted(load.with(shards), round, effort.rounds(), throughput.micros()));
                }
            }
            return micros.entrySet().stream()
                    .map(entry -> new Figure(
                            entry.getKey().with(shards),
                            "us/event",
                            Spread.of(entry.getValue()),
                            Optional.empty(),
                            Gate.NONE))
                    .toList();
        } finally {
            bridge.stop();
        }
    }

    /** @param rate events a second */
    private record Load(int rate, int guilds) {
        private String with(int shards) {
            return "%,d/s, %,d guilds, %d %s".formatted(rate, guilds, shards, shards == 1 ? "shard" : "shards");
        }
    }
}
