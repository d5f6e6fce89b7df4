package dev.jetcord.bridge.session;

import java.net.URI;

/**
 * All that is needed to resume a session, here or in another process.
 *
 * @param id Discord's {@code session_id}
 * @param resumeUrl Discord's {@code resume_gateway_url}
 * @param epoch grows with every new session of the shard
 * @param acknowledged the sequence up to which every dispatch is stored in JetStream; 0 before the first
 */
public record GatewaySession(String id, URI resumeUrl, long epoch, long acknowledged) {
    public GatewaySession {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("A session must have an id");
        }
        if (epoch < 0 || acknowledged < 0) {
            throw new IllegalArgumentException("A session's epoch and sequence must not be negative");
        }
    }

    GatewaySession acknowledgedTo(long sequence) {
        return new GatewaySession(id, resumeUrl, epoch, sequence);
    }
}
