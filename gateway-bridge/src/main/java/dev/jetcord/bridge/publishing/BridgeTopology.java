package dev.jetcord.bridge.publishing;

import dev.jetcord.common.messaging.Difference;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.TopologyException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The streams and buckets that the bridge uses, compared with their declarations. Thread-safe. */
public final class BridgeTopology {
    private static final List<String> STREAMS = List.of(Topology.COMMANDS, Topology.EVENTS);
    private static final List<String> BUCKETS =
            List.of(Topology.BRIDGES_BUCKET, Topology.SHARDS_BUCKET, Topology.COMMAND_POLICIES_BUCKET);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final Provisioner provisioner;

    public BridgeTopology(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    /** What is missing or differs. */
    public List<Difference> differences() throws TopologyException {
        List<Difference> differences = new ArrayList<>();
        for (String stream : STREAMS) {
            differences.addAll(provisioner.streamDifferences(stream));
        }
        for (String bucket : BUCKETS) {
            differences.addAll(provisioner.bucketDifferences(bucket));
        }
        differences.addAll(provisioner.objectBucketDifferences(Topology.OVERSIZE_BUCKET));
        return differences;
    }

    /**
     * Waits until all is there. What differs keeps the bridge unready, but not from working: a bot that is offline would help
     * nobody.
     */
    public void awaitPresent() throws InterruptedException {
        while (!present()) {
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private boolean present() {
        try {
            return differences().stream().noneMatch(Difference::absent);
        } catch (TopologyException unanswered) {
            // Whoever watches the topology tells it.
            return false;
        }
    }
}
