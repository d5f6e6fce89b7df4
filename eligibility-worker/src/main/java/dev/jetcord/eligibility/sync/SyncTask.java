package dev.jetcord.eligibility.sync;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.wire.InvalidMessageException;

/**
 * The body of a message on {@code eligibility.sync.<partition>}: a page to check.
 *
 * @param page how many were done when it was published
 */
public record SyncTask(long syncId, int page) {
    /** Reads a message's body. */
    public static SyncTask decode(byte[] body) throws InvalidMessageException {
        JsonNode json = WireJson.read(body, JsonNode.class);
        if (!json.path("sync_id").canConvertToLong() || !json.path("page").canConvertToInt()) {
            throw new InvalidMessageException("the body is no valid SyncTask");
        }
        return new SyncTask(json.path("sync_id").longValue(), json.path("page").intValue());
    }

    byte[] encode() {
        return WireJson.write(this);
    }
}
