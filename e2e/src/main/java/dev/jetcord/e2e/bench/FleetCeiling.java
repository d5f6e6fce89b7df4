package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.launcher.fleet.Installation;
import dev.jetcord.sandbox.SandboxDiscord;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What a fleet cannot be faster than: the slower of {@link BareBridge} and {@link BareConsumer}, each with the machine to
 * itself and events of the size that a fleet is loaded with.
 */
final class FleetCeiling {
    private static final String STREAM = "BARE";
    private static final String SUBJECT = "bare.events";
    private static final int MESSAGES_A_SECOND = 60_000;
    private static final int GUILDS = 100;
    // Both are as the sandbox's load and the bridge have them unless told otherwise.
    private static final int BYTES = 1 << 10;
    private static final String COMPRESSION = "zstd-stream";

    private final BenchNats nats;
    private final SandboxDiscord discord;
    private final BareProcess loop;
    private final GatewayToStream published;
    private final FilledStream stream;

    private FleetCeiling(
            BenchNats nats, SandboxDiscord discord, BareProcess loop, GatewayToStream published, FilledStream stream) {
        this.nats = requireNonNull(nats, "nats");
        this.discord = requireNonNull(discord, "discord");
        this.loop = requireNonNull(loop, "loop");
        this.published = requireNonNull(published, "published");
        this.stream = requireNonNull(stream, "stream");
    }

    /**
     * Starts both, which then do nothing until they are measured.
     *
     * @param duration about as long as the measurement of each takes
     */
    static FleetCeiling start(Installation installation, Duration duration) throws Exception {
        SandboxDiscord discord = World.newDiscord();
        BenchNats nats = BenchNats.start();
        try {
            // A worker's consumer has another beside it, in a stream of the topology.
            new Provisioner(nats.connection(), 1).apply();
            JetStreamManagement streams = nats.connection().connection().jetStreamManagement();
            streams.addStream(StreamConfiguration.builder()
                    .name(STREAM)
                    .subjects(SUBJECT)
                    .storageType(StorageType.File)
                    .build());
            int messages = Math.toIntExact(duration.toSeconds()) * MESSAGES_A_SECOND;
            FilledStream stream = FilledStream.create(nats.connection().connection(), messages, GUILDS);
            BareProcess loop = BareProcess.start(installation, discord, COMPRESSION, nats, SUBJECT);
            var published = new GatewayToStream("the bare loop", discord, streams, STREAM, loop.pid());
            return new FleetCeiling(nats, discord, loop, published, stream);
        } catch (Exception e) {
            discord.close();
            nats.stop();
            throw e;
        }
    }

    /** Until the compilers have little left to do. */
    void warmUp(Consumer<String> progress) throws Exception {
        published.measure(GatewayEvents.of(BYTES), BridgeScenario.WARM_UP);
        BareConsumer.measure(stream, nats.connection().connection(), progress);
    }

    /** Events a second. */
    double measure(Duration duration, Consumer<String> progress) throws Exception {
        double read = published.measure(GatewayEvents.of(BYTES), duration).events();
        double consumed = BareConsumer.measure(stream, nats.connection().connection(), progress);
        return Math.min(read, consumed);
    }

    void stop() throws Exception {
        loop.stop();
        discord.close();
        nats.stop();
    }
}
