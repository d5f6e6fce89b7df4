package dev.jetcord.bridge.publishing;

import dev.jetcord.common.messaging.Difference;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.TopologyException;
import dev.jetcord.common.operations.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server has the streams and buckets that the bridge uses, as they are declared. One that is absent keeps the
 * bridge from starting; one that differs is told, and keeps it unready, but a bot that is offline would help nobody.
 * Thread-safe.
 */
public final class TopologyCheck implements Health {
    private static final Logger log = LoggerFactory.getLogger(TopologyCheck.class);
    private static final List<String> STREAMS = List.of(Topology.COMMANDS, Topology.EVENTS);
    private static final List<String> BUCKETS = List.of();
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(1);
    private static final Status NOT_COMPARED = Status.unhealthy("not compared yet");

    private final Provisioner provisioner;
    private volatile Status status = NOT_COMPARED;

    public TopologyCheck(Provisioner provisioner) {
        this.provisioner = provisioner;
    }

    /** Waits until everything is there, and goes on to compare in the background until it is as declared. */
    public void awaitUsable() throws InterruptedException {
        while (!usable()) {
            Thread.sleep(BETWEEN_CHECKS);
        }
        if (!status.healthy()) {
            Thread.ofVirtual().name("topology-check").start(this::compareUntilRight);
        }
    }

    @Override
    public Status check() {
        return status;
    }

    private void compareUntilRight() {
        try {
            while (!status.healthy()) {
                Thread.sleep(BETWEEN_CHECKS);
                var _ = usable();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean usable() {
        try {
            List<Difference> differences = new ArrayList<>();
            for (String stream : STREAMS) {
                differences.addAll(provisioner.streamDifferences(stream));
            }
            for (String bucket : BUCKETS) {
                differences.addAll(provisioner.bucketDifferences(bucket));
            }
            String told = differences.stream().map(Difference::toString).collect(Collectors.joining("; "));
            found(differences.isEmpty() ? Status.OK : Status.unhealthy(told));
            return differences.stream().noneMatch(Difference::absent);
        } catch (TopologyException unanswered) {
            found(Status.unhealthy(String.valueOf(unanswered.getMessage())));
            return false;
        }
    }

    private void found(Status now) {
        if (now.equals(status)) {
            return;
        }
        if (!now.healthy()) {
            log.warn("NATS is not as declared: {}", now.message());
        } else if (!status.equals(NOT_COMPARED)) {
            log.info("NATS is as declared now");
        }
        status = now;
    }
}
