package dev.jetcord.bridge.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.frame.Routing;
import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import java.time.Instant;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a dispatch to what is published: subject, envelope, and the headers as bytes. */
@State(Scope.Thread)
public class HeadersBenchmark {
    private final ShardAction.Publish publish = new ShardAction.Publish(
            new Frame.Dispatch(
                    4711,
                    "MESSAGE_CREATE",
                    new Body("{}".getBytes(UTF_8)),
                    new Routing(
                            Optional.of(new Snowflake(1_000_000_000_000_000_001L)),
                            Optional.of(new Snowflake(1_100_000_000_000_000_001L)),
                            Optional.empty()),
                    Optional.empty()),
            "0123456789abcdef0123456789abcdef",
            new Version(1_700_000_000_000L, 4711),
            Instant.parse("2026-11-01T12:00:00.123456Z"));

    @Benchmark
    public Object encode() {
        return EncodedHeaders.of(OutgoingEvent.of(publish, 3, 16, Tracer.OFF));
    }
}
