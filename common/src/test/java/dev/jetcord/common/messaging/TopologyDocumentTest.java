package dev.jetcord.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.wire.ContractDocument;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published contract names the streams, consumers and buckets that {@code provision} applies. */
class TopologyDocumentTest {
    private final ContractDocument document = ContractDocument.read();

    @Test
    void namesEveryStreamWithItsLimits() {
        assertThat(document.names("/x-streams"))
                .containsExactlyElementsOf(
                        Topology.STREAMS.stream().map(StreamDeclaration::name).toList());
        for (StreamDeclaration stream : Topology.STREAMS) {
            StreamConfiguration declared = stream.configuration(1);
            Map<String, String> expected = new LinkedHashMap<>();
            expected.put("subjects", String.join(" ", declared.getSubjects()));
            expected.put("retention", String.valueOf(declared.getRetentionPolicy()));
            expected.put("storage", String.valueOf(declared.getStorageType()));
            expected.put("maxAge", String.valueOf(declared.getMaxAge()));
            expected.put("maxBytes", Long.toString(declared.getMaxBytes()));
            expected.put("discard", String.valueOf(declared.getDiscardPolicy()));
            expected.put("duplicateWindow", String.valueOf(declared.getDuplicateWindow()));

            assertThat(document.map("/x-streams/" + stream.name())).isEqualTo(expected);
        }
    }

    @Test
    void namesEveryConsumerWithWhatItTakes() {
        assertThat(document.names("/x-consumers"))
                .containsExactlyElementsOf(Topology.CONSUMERS.stream()
                        .map(ConsumerDeclaration::durable)
                        .toList());
        for (ConsumerDeclaration consumer : Topology.CONSUMERS) {
            ConsumerConfiguration declared = consumer.configuration();
            Map<String, String> expected = new LinkedHashMap<>();
            expected.put("stream", consumer.stream());
            expected.put("filterSubject", declared.getFilterSubject());
            expected.put("ackWait", String.valueOf(declared.getAckWait()));
            expected.put("maxAckPending", Long.toString(declared.getMaxAckPending()));
            expected.put("maxDeliver", Long.toString(declared.getMaxDeliver()));

            assertThat(document.map("/x-consumers/" + consumer.durable())).isEqualTo(expected);
        }
    }

    @Test
    void namesEveryBucket() {
        assertThat(document.names("/x-buckets"))
                .containsExactlyElementsOf(
                        Topology.BUCKETS.stream().map(BucketDeclaration::name).toList());
    }
}
