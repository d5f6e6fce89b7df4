package dev.jetcord.common.messaging;

import io.nats.client.JetStreamApiException;
import java.io.IOException;
import java.util.Set;

/** The declared topology could not be applied or read. The message says with what, why, and what to do. */
public final class TopologyException extends Exception {
    private static final int UNAVAILABLE = 503;
    // By nats-server's errors.json: no peers for the replicas, not the leader, a stream or a consumer that is offline.
    private static final Set<Integer> PASSING = Set.of(10005, 10009, 10118, 10119);

    private final boolean passing;

    TopologyException(String message, JetStreamApiException refused) {
        super(message, refused);
        this.passing = refused.getErrorCode() == UNAVAILABLE || PASSING.contains(refused.getApiErrorCode());
    }

    TopologyException(String message, IOException unanswered) {
        super(message, unanswered);
        this.passing = true;
    }

    public TopologyException(String message) {
        super(message);
        this.passing = false;
    }

    /** Whether the same may succeed in a moment, as when the servers of a cluster have just started and elect their leaders. */
    public boolean isPassing() {
        return passing;
    }
}
