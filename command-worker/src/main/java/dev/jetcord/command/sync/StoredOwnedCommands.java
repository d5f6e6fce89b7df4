package dev.jetcord.command.sync;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.wire.Snowflake;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Keeps the record as JSON in a key-value bucket, under the application's id. */
public final class StoredOwnedCommands implements OwnedCommands {
    private final KeyValueBucket bucket;
    private final String key;
    private final ObjectMapper json;

    public StoredOwnedCommands(KeyValueBucket bucket, Snowflake applicationId, ObjectMapper json) {
        this.bucket = requireNonNull(bucket, "bucket");
        this.key = applicationId.toString();
        this.json = requireNonNull(json, "json");
    }

    @Override
    public Map<CommandKey, Optional<Snowflake>> load() throws IOException {
        Optional<byte[]> stored = bucket.get(key);
        Map<CommandKey, Optional<Snowflake>> owned = new LinkedHashMap<>();
        if (stored.isPresent()) {
            for (JsonNode command : json.readTree(stored.get())) {
                owned.put(
                        CommandKey.of(command),
                        command.hasNonNull("id")
                                ? Optional.of(Snowflake.parse(command.path("id").asText()))
                                : Optional.empty());
            }
        }
        return owned;
    }

    @Override
    public void save(Map<CommandKey, Optional<Snowflake>> owned) throws IOException {
        ArrayNode commands = json.createArrayNode();
        owned.forEach((command, id) -> {
            ObjectNode entry = commands.addObject().put("type", command.type()).put("name", command.name());
            id.ifPresent(value -> entry.put("id", value.toString()));
        });
        bucket.put(key, json.writeValueAsBytes(commands));
    }
}
