package dev.jetcord.common.messaging.access;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.Subjects;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Collects what a user may do, by what it does: each method names all subjects of one kind of work. Not thread-safe. */
final class Grants {
    private static final String API = "$JS.API.";

    private final Set<String> publish = new TreeSet<>();
    private final Set<String> subscribe = new TreeSet<>();
    private boolean answers;

    /** @param inbox the prefix of its own inboxes, which nobody else may read */
    Grants(String inbox) {
        subscribe.add(inbox + ".>");
    }

    Grants publish(String... subjects) {
        publish.addAll(List.of(subjects));
        return this;
    }

    /** Send requests: the answers come to its own inbox. */
    Grants ask(String... subjects) {
        return publish(subjects);
    }

    Grants listen(String... subjects) {
        subscribe.addAll(List.of(subjects));
        return this;
    }

    Grants answer(String... subjects) {
        answers = true;
        return listen(subjects);
    }

    /** Read how a stream is configured and how full it is. */
    Grants inspectStream(String stream) {
        return api("STREAM.INFO." + stream);
    }

    /** Read single messages of a stream. */
    Grants readMessages(String stream) {
        return inspectStream(stream)
                .api("STREAM.MSG.GET." + stream, "DIRECT.GET." + stream, "DIRECT.GET." + stream + ".>");
    }

    /** Run a consumer: pull, settle, watch over it, and keep what it cannot process. */
    Grants consume(ConsumerDeclaration consumer) {
        pull(consumer);
        pull(consumer.abandoned());
        readMessages(consumer.stream());
        if (Topology.isWorkQueue(consumer.stream())) {
            // There a message that the server gave up stays until somebody removes it.
            api("STREAM.MSG.DELETE." + consumer.stream());
        }
        publish(Subjects.forDeadLetter(consumer.stream(), consumer.durable()));
        inspectStream(Topology.DEADLETTERS);
        return readObjects(Topology.OVERSIZE_BUCKET);
    }

    Grants readBucket(String bucket) {
        return readWhole("KV_" + bucket);
    }

    Grants writeBucket(String bucket) {
        return readBucket(bucket).publish("$KV." + bucket + ".>");
    }

    Grants readObjects(String bucket) {
        return readWhole("OBJ_" + bucket);
    }

    /** Store objects; what an object replaces is purged. */
    Grants writeObjects(String bucket) {
        return readObjects(bucket).publish("$O." + bucket + ".>").api("STREAM.PURGE.OBJ_" + bucket);
    }

    /** Create and change all that is declared; delete nothing. */
    Grants provision() {
        Stream.of(
                        Topology.streams().stream(),
                        Topology.buckets().stream().map(bucket -> "KV_" + bucket),
                        Stream.of("OBJ_" + Topology.OVERSIZE_BUCKET))
                .flatMap(streams -> streams)
                .forEach(stream -> inspectStream(stream).api("STREAM.CREATE." + stream, "STREAM.UPDATE." + stream));
        for (ConsumerDeclaration consumer : Topology.consumers()) {
            String name = consumer.stream() + '.' + consumer.durable();
            // The second form is that of servers before 2.9.
            api("CONSUMER.INFO." + name, "CONSUMER.CREATE." + name + ".>", "CONSUMER.DURABLE.CREATE." + name);
        }
        return this;
    }

    /** Read many messages of a stream through a consumer of one's own. */
    Grants readAtLength(String stream) {
        return api(
                "CONSUMER.CREATE." + stream, "CONSUMER.CREATE." + stream + ".>", "CONSUMER.MSG.NEXT." + stream + ".*");
    }

    Permissions permissions() {
        return new Permissions(List.copyOf(publish), List.copyOf(subscribe), answers);
    }

    Grants api(String... requests) {
        for (String request : requests) {
            publish.add(API + request);
        }
        return this;
    }

    private void pull(ConsumerDeclaration consumer) {
        String name = consumer.stream() + '.' + consumer.durable();
        api("CONSUMER.MSG.NEXT." + name, "CONSUMER.INFO." + name);
        // Both forms of an acknowledgement's subject (NATS ADR-15, "JS Ack"): the second, of servers from 2.14 on,
        // begins with a domain and an account. Neither can be the other, since a delivery count is no stream's name.
        publish("$JS.ACK." + name + ".*.*.*.*.*", "$JS.ACK.*.*." + name + ".>");
    }

    /** Read any part of what stands behind a bucket, and hear what changes: the client makes a consumer for that. */
    private Grants readWhole(String stream) {
        return readMessages(stream)
                .publish("$JS.FC." + stream + ".>", "$JS.FC.*.*." + stream + ".>")
                .api(
                        "CONSUMER.CREATE." + stream,
                        "CONSUMER.CREATE." + stream + ".>",
                        "CONSUMER.INFO." + stream + ".*",
                        "CONSUMER.DELETE." + stream + ".*");
    }
}
