package dev.jetcord.common.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.interaction.Options.Value;
import dev.jetcord.common.wire.Snowflake;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a command's options (Discord, "Application Command Option Type"). */
final class OptionsDecoder {
    private static final int SUBCOMMAND = 1;
    private static final int SUBCOMMAND_GROUP = 2;

    private final List<String> path = new ArrayList<>();
    private final Map<String, Value> values = new LinkedHashMap<>();
    private Optional<String> focused = Optional.empty();

    private OptionsDecoder() {}

    static Options decode(JsonNode options) {
        OptionsDecoder decoder = new OptionsDecoder();
        decoder.read(options);
        return new Options(decoder.path, decoder.values, decoder.focused);
    }

    private void read(JsonNode options) {
        for (JsonNode option : options) {
            String name = option.path("name").asText();
            int type = option.path("type").asInt();
            if (type == SUBCOMMAND || type == SUBCOMMAND_GROUP) {
                path.add(name);
                read(option.path("options"));
            } else {
                boolean typing = option.path("focused").asBoolean();
                if (typing) {
                    focused = Optional.of(name);
                }
                // What is being typed in need not be of the option's type yet.
                values.put(name, typing ? new Value.Text(option.path("value").asText()) : value(type, option));
            }
        }
    }

    private static Value value(int type, JsonNode option) {
        JsonNode value = option.path("value");
        return switch (type) {
            case 3 -> new Value.Text(value.asText());
            case 4 -> new Value.Whole(value.asLong());
            case 5 -> new Value.Flag(value.asBoolean());
            case 6, 7, 8, 9, 11 -> new Value.Id(Snowflake.parse(value.asText()));
            case 10 -> new Value.Decimal(value.asDouble());
            default -> throw new IllegalArgumentException("an option's type is unknown");
        };
    }
}
