package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a worker does with a message before its handler sees it: headers and body are read and validated. */
@State(Scope.Thread)
public class DecodeBenchmark {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123456Z");
    private static final String ID = "1500000000000000001";
    private static final byte[] BODY = """
            {"id":"1500000000000000001","application_id":"1100000000000000001","type":2,"token":"%s","version":1,\
            "locale":"en-US","guild_id":"1000000000000000001","channel_id":"1400000000000000001",\
            "data":{"id":"1300000000000000001","name":"ping","type":1},"entitlements":[],\
            "member":{"user":{"id":"1200000000000000001","username":"ada","global_name":"Ada"},"roles":[],\
            "joined_at":"2026-01-01T00:00:00.000000+00:00","permissions":"2147483647"}}""".formatted("x".repeat(160)).getBytes(UTF_8);

    private final Delivery delivery = new Delivery("COMMANDS", 4711, 1, NOW, NOW);
    private final Map<String, String> headers = EventEnvelope.ofDispatch(
                    ID,
                    3,
                    16,
                    "INTERACTION_CREATE",
                    NOW,
                    Optional.of(new Snowflake(1_000_000_000_000_000_001L)),
                    "0123456789abcdef0123456789abcdef",
                    new Version(1_700_000_000_000L, 4711),
                    Optional.empty())
            .headers();
    private final InteractionDecoder decoder =
            new InteractionDecoder(JsonMapper.builder().build());
    private final MessageReader<Interaction> reader = new MessageReader<>((_, body) -> decoder.decode(body));

    @Benchmark
    public Object decode() throws InvalidMessageException {
        return reader.read(IncomingMessage.of("commands.slash.ping.p01", headers, BODY, delivery));
    }
}
