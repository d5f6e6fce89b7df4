package dev.jetcord.common.eligibility;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.wire.InvalidMessageException;

/** How the records of this package are written and read: as all that services say to each other. */
final class EligibilityJson {
    static final ObjectMapper MAPPER = WireJson.MAPPER;

    private EligibilityJson() {}

    static byte[] write(Object value) {
        return WireJson.write(value);
    }

    /** @throws InvalidMessageException naming the type and never a value */
    static <T> T read(byte[] body, Class<T> type) throws InvalidMessageException {
        return WireJson.read(body, type);
    }
}
