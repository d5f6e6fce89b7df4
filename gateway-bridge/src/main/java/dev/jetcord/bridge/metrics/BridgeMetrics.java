package dev.jetcord.bridge.metrics;

import dev.jetcord.bridge.frame.InteractionRoute;
import dev.jetcord.bridge.frame.KnownEvents;
import dev.jetcord.bridge.lease.LeaseKeeper;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.publishing.PublishPipeline;
import dev.jetcord.bridge.publishing.Settlement;
import dev.jetcord.bridge.session.Fatality;
import dev.jetcord.bridge.session.ShardNotice;
import dev.jetcord.bridge.shard.ShardObserver;
import dev.jetcord.common.wire.EventGroup;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what shards do, and logs what an operator may act on. Label values are closed sets. Thread-safe. */
public final class BridgeMetrics implements ShardObserver {
    private static final Logger log = LoggerFactory.getLogger(BridgeMetrics.class);
    private static final Logger flow = LoggerFactory.getLogger("dev.jetcord.flow");

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "jetcord.gateway.sessions", "Gateway sessions that began or went on, by how",
            "jetcord.gateway.sessions.lost", "Sessions that Discord gave up; what it had not delivered is lost",
            "jetcord.gateway.disconnections", "Gateway connections that ended, by why",
            "jetcord.gateway.anomalies", "Frames and heartbeats that were not as they should be",
            "jetcord.gateway.sequences.missing", "Dispatches that Discord counted and never sent",
            "jetcord.gateway.dispatches", "Dispatches taken from Discord, by event",
            "jetcord.publish.stored", "Events that JetStream has acknowledged, by group",
            "jetcord.publish.lost", "Events that can never be stored, by why");

    private final MeterRegistry registry;
    private final boolean logFlow;
    private final Consumer<Fatality> onFatal;
    private final Counter bytes;
    private final Timer heartbeats;
    private final Timer stored;
    private final Map<String, Counter> dispatches = new ConcurrentHashMap<>();
    private final Map<String, Counter> storedByGroup = new ConcurrentHashMap<>();

    /**
     * Registers the meters.
     *
     * @param onFatal told when the bot cannot run
     */
    public BridgeMetrics(MeterRegistry registry, boolean logFlow, Consumer<Fatality> onFatal) {
        this.registry = registry;
        this.logFlow = logFlow;
        this.onFatal = onFatal;
        this.bytes = Counter.builder("jetcord.gateway.received")
                .baseUnit("bytes")
                .description("Bytes read from the gateway, compressed as they came")
                .register(registry);
        this.heartbeats = Timer.builder("jetcord.gateway.heartbeat.latency")
                .description("From a heartbeat to its acknowledgement")
                .register(registry);
        this.stored = Timer.builder("jetcord.publish.duration")
                .description("From the first attempt to JetStream's acknowledgement")
                .register(registry);
    }

    /** Adds what the pipeline holds. */
    public void bind(PublishPipeline pipeline) {
        Gauge.builder("jetcord.publish.in.hand.messages", pipeline, PublishPipeline::messagesInHand)
                .description("Events that JetStream has not acknowledged yet")
                .register(registry);
        Gauge.builder("jetcord.publish.in.hand.bytes", pipeline, PublishPipeline::bytesInHand)
                .baseUnit("bytes")
                .description("Their size")
                .register(registry);
        FunctionCounter.builder("jetcord.publish.retries", pipeline, PublishPipeline::retries)
                .description("Events sent again")
                .register(registry);
    }

    /** Adds how many shards this bridge runs, and how many it should. */
    public void bind(LeaseKeeper leases) {
        Gauge.builder("jetcord.gateway.leases.held", leases, LeaseKeeper::held)
                .description("Shards that this bridge runs")
                .register(registry);
        Gauge.builder("jetcord.gateway.leases.share", leases, LeaseKeeper::share)
                .description("Shards that this bridge should run; 0 while it sees no other bridges and they not it")
                .register(registry);
    }

    @Override
    public void received(int shard, int wireBytes) {
        bytes.increment(wireBytes);
    }

    @Override
    public void noticed(int shard, ShardNotice notice) {
        switch (notice) {
            case ShardNotice.SessionStarted ignored -> {
                count("jetcord.gateway.sessions", "how", "identified");
                log.info("shard {}: session started", shard);
            }
            case ShardNotice.SessionResumed ignored -> {
                count("jetcord.gateway.sessions", "how", "resumed");
                log.info("shard {}: session resumed", shard);
            }
            case ShardNotice.SessionLost lost -> {
                counter(
                                "jetcord.gateway.sessions.lost",
                                Tags.of("shard", Integer.toString(shard), "cause", label(lost.cause())))
                        .increment();
                log.error(
                        "shard {}: session lost ({}) after sequence {}; what Discord sent since is lost",
                        shard,
                        label(lost.cause()),
                        lost.received());
            }
            case ShardNotice.Disconnected gone -> {
                count("jetcord.gateway.disconnections", "cause", label(gone.cause()));
                log.info(
                        "shard {}: disconnected ({} {} {}), next {} in {}",
                        shard,
                        label(gone.cause()),
                        gone.code().map(Object::toString).orElse(""),
                        gone.detail(),
                        gone.next().map(Enum::name).orElse("nothing"),
                        gone.delay());
            }
            case ShardNotice.HeartbeatAnswered answered -> heartbeats.record(answered.latency());
            case ShardNotice.HeartbeatWithheld ignored ->
                count("jetcord.gateway.anomalies", "kind", "heartbeat_withheld");
            case ShardNotice.DuplicateDropped ignored -> count("jetcord.gateway.anomalies", "kind", "duplicate");
            case ShardNotice.SequenceGap gap -> {
                counter("jetcord.gateway.sequences.missing", Tags.empty()).increment((double) gap.missing());
                log.warn("shard {}: {} sequences are missing", shard, gap.missing());
            }
            case ShardNotice.UnknownOpcode unknown -> {
                count("jetcord.gateway.anomalies", "kind", "unknown_opcode");
                log.warn("shard {}: unknown opcode {}", shard, unknown.opcode());
            }
            case ShardNotice.UndecodableFrame undecodable -> {
                count("jetcord.gateway.anomalies", "kind", "undecodable");
                log.warn("shard {}: dropped a frame: {}", shard, undecodable.problem());
            }
        }
    }

    /** A dispatch is new and goes out now. */
    public void taken(OutgoingEvent event) {
        count(dispatches, "jetcord.gateway.dispatches", "event", KnownEvents.label(event.event()));
    }

    @Override
    public void settled(int shard, OutgoingEvent event, Settlement settlement) {
        switch (settlement) {
            case Settlement.Stored done -> {
                stored.record(done.took());
                count(storedByGroup, "jetcord.publish.stored", "group", group(event));
                if (logFlow) {
                    event.interaction().ifPresent(route -> logStored(shard, route, done));
                }
            }
            case Settlement.Lost lost -> count("jetcord.publish.lost", "cause", lost.reason());
        }
    }

    @Override
    public void failed(int shard, Fatality fatality) {
        onFatal.accept(fatality);
    }

    private static void logStored(int shard, InteractionRoute route, Settlement.Stored done) {
        flow.info(
                "interaction {} {} {} from shard {} stored in {} at {} in {} ms",
                route.id(),
                route.kind().token(),
                route.name(),
                shard,
                done.stream(),
                done.sequence(),
                String.format(Locale.ROOT, "%.1f", done.took().toNanos() / 1e6));
    }

    private static String group(OutgoingEvent event) {
        return event.interaction().isPresent()
                ? "interaction"
                : EventGroup.ofDispatch(event.event()).token();
    }

    /** For what is counted with every event: to look a counter up in the registry costs more than all else here. */
    private void count(Map<String, Counter> known, String name, String label, String value) {
        @Nullable Counter counter = known.get(value);
        if (counter == null) {
            counter = known.computeIfAbsent(value, absent -> counter(name, Tags.of(label, absent)));
        }
        counter.increment();
    }

    private void count(String name, String label, String value) {
        counter(name, Tags.of(label, value)).increment();
    }

    private Counter counter(String name, Tags tags) {
        return Counter.builder(name)
                .description(DESCRIPTIONS.get(name))
                .tags(tags)
                .register(registry);
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
