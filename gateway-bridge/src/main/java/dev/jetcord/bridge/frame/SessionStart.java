package dev.jetcord.bridge.frame;

import java.net.URI;

/**
 * What a READY says of the session that it starts (Discord, "Ready").
 *
 * @param resumeUrl where to resume; without query
 */
public record SessionStart(String sessionId, URI resumeUrl) {
    public SessionStart {
        if (sessionId.isEmpty()) {
            throw new IllegalArgumentException("A session must have an id");
        }
        if (resumeUrl.getHost() == null) {
            throw new IllegalArgumentException("A resume URL must have a host");
        }
    }
}
