package dev.jetcord.common.messaging;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.KeyValueManagement;
import io.nats.client.ObjectStoreManagement;
import io.nats.client.api.StreamConfiguration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the declared {@link Topology} to a server: creates what is missing, updates what differs, reads back what was
 * applied. Idempotent; it deletes nothing.
 */
public final class Provisioner {
    private static final Logger log = LoggerFactory.getLogger(Provisioner.class);
    private static final int NOT_FOUND = 404;

    private final JetStreamManagement management;
    private final KeyValueManagement buckets;
    private final ObjectStoreManagement objectBuckets;
    private final int replicas;

    /**
     * Prepares to provision.
     *
     * @param replicas copies of each stream: 1 on one server, 3 in production
     */
    public Provisioner(NatsConnection nats, int replicas) throws IOException {
        Connection connection = nats.connection();
        this.management = connection.jetStreamManagement();
        this.buckets = connection.keyValueManagement();
        this.objectBuckets = connection.objectStoreManagement();
        this.replicas = replicas;
    }

    /**
     * Applies the topology and compares it with what the server then reports.
     *
     * @throws TopologyException when the server refuses a part, or reports something else than was declared
     */
    public void apply() throws TopologyException {
        for (StreamDeclaration stream : Topology.STREAMS) {
            calling("stream " + stream.name(), () -> applyStream(stream));
        }
        for (ConsumerDeclaration consumer : Topology.CONSUMERS) {
            calling(
                    "consumer " + consumer.durable(),
                    () -> management.addOrUpdateConsumer(consumer.stream(), consumer.configuration()));
        }
        for (BucketDeclaration bucket : Topology.BUCKETS) {
            calling("bucket " + bucket.name(), () -> applyBucket(bucket));
        }
        calling("object store " + Topology.OVERSIZE.name(), () -> applyObjectBucket(Topology.OVERSIZE));
        List<Difference> differences = differences();
        if (!differences.isEmpty()) {
            throw new TopologyException("The server did not take the declared topology:\n  - "
                    + String.join(
                            "\n  - ",
                            differences.stream().map(Difference::toString).toList()));
        }
        log.info(
                "provisioned {} streams, {} consumers and {} buckets with {} replicas",
                Topology.STREAMS.size(),
                Topology.CONSUMERS.size(),
                Topology.BUCKETS.size(),
                replicas);
    }

    /**
     * Reads what the server has and compares.
     *
     * @return what is missing or differs; empty when all is as declared
     * @throws TopologyException when the server cannot be asked
     */
    public List<Difference> differences() throws TopologyException {
        List<Difference> differences = new ArrayList<>();
        for (StreamDeclaration stream : Topology.STREAMS) {
            differences.addAll(differences(stream, Optional.of(replicas)));
        }
        for (ConsumerDeclaration consumer : Topology.CONSUMERS) {
            differences.addAll(differences(consumer));
        }
        for (BucketDeclaration bucket : Topology.BUCKETS) {
            differences.addAll(bucketDifferences(bucket.name()));
        }
        differences.addAll(objectBucketDifferences(Topology.OVERSIZE.name()));
        return differences;
    }

    /**
     * Compares one stream, for whoever is about to publish into it. How many replicas it has is the provisioner's choice, so
     * any number is right.
     *
     * @param name one of the {@link Topology}'s
     */
    public List<Difference> streamDifferences(String name) throws TopologyException {
        StreamDeclaration declaration = Topology.STREAMS.stream()
                .filter(stream -> stream.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No stream " + name + " is declared"));
        return differences(declaration, Optional.empty());
    }

    /** Compares one key-value bucket, for whoever is about to use it. */
    public List<Difference> bucketDifferences(String name) throws TopologyException {
        String what = "bucket " + name;
        return calling(what, () -> find(() -> buckets.getStatus(name))).isPresent()
                ? List.of()
                : List.of(Difference.absent(what));
    }

    /** Compares one object store, for whoever is about to use it. */
    public List<Difference> objectBucketDifferences(String name) throws TopologyException {
        String what = "object store " + name;
        return calling(what, () -> find(() -> objectBuckets.getStatus(name))).isPresent()
                ? List.of()
                : List.of(Difference.absent(what));
    }

    private List<Difference> differences(StreamDeclaration stream, Optional<Integer> expectedReplicas)
            throws TopologyException {
        String what = "stream " + stream.name();
        return calling(what, () -> find(() -> management.getStreamInfo(stream.name())))
                .map(info -> info.getConfiguration())
                .map(applied -> ConfigurationComparison.of(
                        stream.configuration(expectedReplicas.orElse(applied.getReplicas())), applied))
                .orElseGet(() -> List.of(Difference.absent(what)));
    }

    /** Compares one consumer, for the worker that is about to use it. */
    public List<Difference> differences(ConsumerDeclaration consumer) throws TopologyException {
        String what = "consumer " + consumer.durable() + " of " + consumer.stream();
        return calling(what, () -> find(() -> management.getConsumerInfo(consumer.stream(), consumer.durable())))
                .map(info -> ConfigurationComparison.of(
                        consumer.stream(), consumer.configuration(), info.getConsumerConfiguration()))
                .orElseGet(() -> List.of(Difference.absent(what)));
    }

    private boolean applyStream(StreamDeclaration stream) throws IOException, JetStreamApiException {
        StreamConfiguration declared = stream.configuration(replicas);
        Optional<StreamConfiguration> existing =
                find(() -> management.getStreamInfo(stream.name())).map(info -> info.getConfiguration());
        if (existing.isEmpty()) {
            management.addStream(declared);
            log.info("created stream {}", stream.name());
            return true;
        }
        if (ConfigurationComparison.of(declared, existing.get()).isEmpty()) {
            return false;
        }
        management.updateStream(declared);
        log.info("updated stream {}", stream.name());
        return true;
    }

    private boolean applyBucket(BucketDeclaration bucket) throws IOException, JetStreamApiException {
        if (find(() -> buckets.getStatus(bucket.name())).isPresent()) {
            return false;
        }
        buckets.create(bucket.configuration(replicas));
        log.info("created bucket {}", bucket.name());
        return true;
    }

    private boolean applyObjectBucket(ObjectBucketDeclaration bucket) throws IOException, JetStreamApiException {
        if (find(() -> objectBuckets.getStatus(bucket.name())).isPresent()) {
            return false;
        }
        objectBuckets.create(bucket.configuration(replicas));
        log.info("created object store {}", bucket.name());
        return true;
    }

    private static <T> Optional<T> find(Call<T> call) throws IOException, JetStreamApiException {
        try {
            return Optional.of(call.run());
        } catch (JetStreamApiException refused) {
            if (refused.getErrorCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static <T> T calling(String what, Call<T> call) throws TopologyException {
        try {
            return call.run();
        } catch (JetStreamApiException refused) {
            throw new TopologyException("NATS refuses " + what + ": " + refused.getMessage(), refused);
        } catch (IOException unanswered) {
            throw new TopologyException(
                    "NATS did not answer about " + what + ": " + unanswered.getMessage()
                            + ". Is JetStream enabled on the server (nats-server -js)?",
                    unanswered);
        }
    }

    /** A call of the client's management API. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException, JetStreamApiException;
    }
}
