package dev.jetcord.sandbox.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.DiscordLimits;

/**
 * What IDENTIFY asks for. Gateway Events, Identify Structure.
 *
 * @param largeThreshold members above which a guild's offline members are not sent
 */
record Identify(String token, Shard shard, long intents, int largeThreshold) {

    /**
     * Reads the data of op 2.
     *
     * @throws ProtocolException with the close code that Discord answers with
     */
    static Identify read(JsonNode data) throws ProtocolException {
        if (!data.path("token").isTextual() || !data.path("properties").isObject()) {
            throw new ProtocolException(CloseCode.DECODE_ERROR);
        }
        JsonNode intents = data.path("intents");
        if (!intents.isIntegralNumber()) {
            throw new ProtocolException(CloseCode.DECODE_ERROR);
        }
        if (!intents.canConvertToLong() || !Intents.defined(intents.asLong())) {
            throw new ProtocolException(CloseCode.INVALID_INTENTS);
        }
        int threshold = data.path("large_threshold").asInt(DiscordLimits.LARGE_THRESHOLD);
        int bounded = Math.clamp(threshold, DiscordLimits.LARGE_THRESHOLD, DiscordLimits.LARGE_THRESHOLD_MAXIMUM);
        return new Identify(data.path("token").asText(), shard(data.path("shard")), intents.asLong(), bounded);
    }

    private static Shard shard(JsonNode shard) throws ProtocolException {
        if (shard.isMissingNode() || shard.isNull()) {
            return Shard.WHOLE;
        }
        if (!shard.isArray()
                || shard.size() != 2
                || !shard.path(0).isInt()
                || !shard.path(1).isInt()) {
            throw new ProtocolException(CloseCode.INVALID_SHARD);
        }
        int id = shard.path(0).asInt();
        int count = shard.path(1).asInt();
        if (count < 1 || id < 0 || id >= count) {
            throw new ProtocolException(CloseCode.INVALID_SHARD);
        }
        return new Shard(id, count);
    }

    @Override
    public String toString() {
        return "Identify[token=***, shard=" + shard + ", intents=" + intents + "]";
    }
}
