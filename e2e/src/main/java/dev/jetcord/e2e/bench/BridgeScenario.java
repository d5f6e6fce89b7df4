package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.bench.GatewayToStream.Throughput;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.launcher.fleet.Services;
import dev.jetcord.sandbox.SandboxDiscord;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Events a second from the gateway's socket to JetStream's acknowledgement through the real bridge's process, and what each
 * costs, against {@link BareBridge}. Each has a local Discord and a stream of its own, of the same kind, and the same JVM flags.
 */
final class BridgeScenario implements Scenario {
    private static final List<String> COMPRESSIONS = List.of("zlib-stream", "zstd-stream", "none");
    private static final Map<String, Integer> SIZES = sizes();
    private static final String STREAM = "EVENTS";
    private static final String BARE_STREAM = "BARE";
    private static final String BARE_SUBJECT = "bare.events";
    // What the consumers beside want: nothing of what is measured, as on the bridge's stream.
    private static final String BARE_NEIGHBOUR = "bare.state";
    // The compilers share the processors with what is measured for the first half minute of a busy bridge.
    static final Duration WARM_UP = Duration.ofSeconds(24);
    private static final Gate GATE = new Gate.RatioAtLeast(0.8, true);

    private final Installation installation;

    BridgeScenario(Installation installation) {
        this.installation = requireNonNull(installation, "installation");
    }

    private static Map<String, Integer> sizes() {
        var sizes = new LinkedHashMap<String, Integer>();
        sizes.put("0.3 KiB", 307);
        sizes.put("2 KiB", 2 << 10);
        sizes.put("30 KiB", 30 << 10);
        return sizes;
    }

    @Override
    public String name() {
        return "bridge";
    }

    @Override
    public String description() {
        return "gateway socket to JetStream's acknowledgement, against a loop that only reads and publishes";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws Exception {
        var figures = new ArrayList<Figure>();
        for (String compression : COMPRESSIONS) {
            // A bridge would resume its session with the compression that it began with.
            World world = World.withoutDatabase(installation);
            try (SandboxDiscord bareDiscord = World.newDiscord()) {
                figures.addAll(run(compression, world, bareDiscord, effort, progress));
            } finally {
                world.stop();
            }
        }
        return figures;
    }

    private List<Figure> run(
            String compression, World world, SandboxDiscord bareDiscord, Effort effort, Consumer<String> progress)
            throws Exception {
        JetStreamManagement streams = world.nats().connection().connection().jetStreamManagement();
        streams.addStream(
                StreamConfiguration.builder(streams.getStreamInfo(STREAM).getConfiguration())
                        .name(BARE_STREAM)
                        .subjects(BARE_SUBJECT, BARE_NEIGHBOUR)
                        .build());
        for (ConsumerInfo consumer : streams.getConsumers(STREAM)) {
            streams.addOrUpdateConsumer(
                    BARE_STREAM,
                    ConsumerConfiguration.builder(consumer.getConsumerConfiguration())
                            .filterSubject(BARE_NEIGHBOUR)
                            .build());
        }
        var environment = new HashMap<>(world.environment());
        environment.put("DISCORD_COMPRESSION", compression);
        environment.put("DISCORD_INTENTS", "GUILD_MESSAGES");
        ServiceProcess bridge = ServiceProcess.start(installation, Services.BRIDGE, environment, List.of());
        try {
            BareProcess bare = BareProcess.start(installation, bareDiscord, compression, world.nats(), BARE_SUBJECT);
            try {
                return compare(
                        compression,
                        new GatewayToStream("the bridge", world.discord(), streams, STREAM, bridge.pid()),
                        new GatewayToStream("the bare loop", bareDiscord, streams, BARE_STREAM, bare.pid()),
                        effort,
                        progress);
            } finally {
                bare.stop();
            }
        } finally {
            bridge.stop();
        }
    }

    // In turns; the first turn of each size warms up and does not count.
    private static List<Figure> compare(
            String compression, GatewayToStream ours, GatewayToStream bare, Effort effort, Consumer<String> progress)
            throws Exception {
        progress.accept(compression + ": warming up");
        GatewayEvents usual = GatewayEvents.of(requireNonNull(SIZES.get("2 KiB")));
        bare.measure(usual, WARM_UP);
        ours.measure(usual, WARM_UP);
        var figures = new ArrayList<Figure>();
        for (Map.Entry<String, Integer> size : SIZES.entrySet()) {
            String what = compression + ", " + size.getKey();
            GatewayEvents events = GatewayEvents.of(size.getValue());
            var mine = new ArrayList<Throughput>();
            var ceiling = new ArrayList<Throughput>();
            for (int round = 0; round <= effort.rounds(); round++) {
                Throughput loop = bare.measure(events, effort.duration());
                Throughput bridge = ours.measure(events, effort.duration());
                if (round > 0) {
                    ceiling.add(loop);
                    mine.add(bridge);
                    progress.accept("%s, round %d of %d: ours %,.0f, bare loop %,.0f events/s"
                            .formatted(what, round, effort.rounds(), bridge.events(), loop.events()));
                }
            }
            figures.add(figure(what, "events/s", mine, ceiling, Throughput::events, GATE));
            figures.add(figure(what + ", CPU", "us/event", mine, ceiling, Throughput::micros, Gate.NONE));
            figures.add(figure(what + ", allocated", "bytes/event", mine, ceiling, Throughput::allocated, Gate.NONE));
        }
        return figures;
    }

    private static Figure figure(
            String what,
            String unit,
            List<Throughput> mine,
            List<Throughput> ceiling,
            ToDoubleFunction<Throughput> part,
            Gate gate) {
        return new Figure(what, unit, spread(mine, part), Optional.of(spread(ceiling, part)), gate);
    }

    private static Spread spread(List<Throughput> rounds, ToDoubleFunction<Throughput> part) {
        return Spread.of(rounds.stream().map(part::applyAsDouble).toList());
    }
}
