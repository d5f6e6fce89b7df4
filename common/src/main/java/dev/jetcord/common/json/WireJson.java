package dev.jetcord.common.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import java.io.IOException;

/**
 * How the records are written and read that services say to each other: names in snake_case, ids as decimal strings, what is
 * absent is left out, what is not known is ignored. Thread-safe.
 */
public final class WireJson {
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), ids())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    private WireJson() {}

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written", impossible);
        }
    }

    /**
     * Reads a record.
     *
     * @throws InvalidMessageException naming the type and never a value
     */
    public static <T> T read(byte[] body, Class<T> type) throws InvalidMessageException {
        try {
            T value = MAPPER.readValue(body, type);
            if (value == null) {
                throw new InvalidMessageException("the body is null where a " + type.getSimpleName() + " must be");
            }
            return value;
        } catch (IOException unreadable) {
            // Jackson's own message shows what stood there.
            throw new InvalidMessageException("the body is no valid " + type.getSimpleName());
        }
    }

    private static SimpleModule ids() {
        return new SimpleModule("ids")
                .addSerializer(Snowflake.class, new IdSerializer())
                .addDeserializer(Snowflake.class, new IdDeserializer());
    }

    private static final class IdSerializer extends StdScalarSerializer<Snowflake> {
        private IdSerializer() {
            super(Snowflake.class);
        }

        @Override
        public void serialize(Snowflake id, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(id.toString());
        }
    }

    private static final class IdDeserializer extends StdScalarDeserializer<Snowflake> {
        private IdDeserializer() {
            super(Snowflake.class);
        }

        @Override
        public Snowflake deserialize(JsonParser json, DeserializationContext context) throws IOException {
            try {
                return Snowflake.parse(json.getText());
            } catch (IllegalArgumentException notAnId) {
                throw context.weirdStringException("", Snowflake.class, "not an id");
            }
        }
    }
}
