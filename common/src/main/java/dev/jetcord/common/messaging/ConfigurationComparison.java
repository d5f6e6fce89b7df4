package dev.jetcord.common.messaging;

import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.StreamConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares what was declared with what a server reports. Only what Jetcord declares is compared: older servers leave out
 * what they do not know, and newer ones add what they do.
 */
final class ConfigurationComparison {
    private final String what;
    private final List<Difference> differences = new ArrayList<>();

    private ConfigurationComparison(String what) {
        this.what = what;
    }

    static List<Difference> of(StreamConfiguration declared, StreamConfiguration applied) {
        ConfigurationComparison comparison = new ConfigurationComparison("stream " + declared.getName());
        comparison.compare("subjects", declared.getSubjects(), applied.getSubjects());
        comparison.compare("retention", declared.getRetentionPolicy(), applied.getRetentionPolicy());
        comparison.compare("storage", declared.getStorageType(), applied.getStorageType());
        comparison.compare("max age", declared.getMaxAge(), applied.getMaxAge());
        comparison.compare("max bytes", declared.getMaxBytes(), applied.getMaxBytes());
        comparison.compare("discard", declared.getDiscardPolicy(), applied.getDiscardPolicy());
        comparison.compare("duplicate window", declared.getDuplicateWindow(), applied.getDuplicateWindow());
        comparison.compare("replicas", declared.getReplicas(), applied.getReplicas());
        return comparison.differences;
    }

    static List<Difference> of(String stream, ConsumerConfiguration declared, ConsumerConfiguration applied) {
        ConfigurationComparison comparison =
                new ConfigurationComparison("consumer " + declared.getDurable() + " of " + stream);
        comparison.compare("filter subject", declared.getFilterSubject(), applied.getFilterSubject());
        comparison.compare("ack policy", declared.getAckPolicy(), applied.getAckPolicy());
        comparison.compare("ack wait", declared.getAckWait(), applied.getAckWait());
        comparison.compare("deliver policy", declared.getDeliverPolicy(), applied.getDeliverPolicy());
        comparison.compare("max ack pending", declared.getMaxAckPending(), applied.getMaxAckPending());
        comparison.compare("max deliver", declared.getMaxDeliver(), applied.getMaxDeliver());
        return comparison.differences;
    }

    private void compare(String name, @Nullable Object declared, @Nullable Object applied) {
        if (!Objects.equals(declared, applied)) {
            differences.add(new Difference(what, name + " should be " + declared + " but is " + applied));
        }
    }
}
