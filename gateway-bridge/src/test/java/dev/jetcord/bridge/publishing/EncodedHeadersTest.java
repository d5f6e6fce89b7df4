package dev.jetcord.bridge.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import io.nats.client.impl.Headers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncodedHeadersTest {
    @Test
    void areLineForLineWhatTheClientWouldSend() {
        OutgoingEvent event = event("7f00:1");
        Headers expected = new Headers();
        event.forEachHeader(expected::put);

        EncodedHeaders encoded = EncodedHeaders.of(event);

        byte[] sent = new byte[encoded.serializedLength() + 3];
        assertThat(encoded.serializeToArray(3, sent)).isEqualTo(encoded.serializedLength());
        assertThat(new String(sent, 3, encoded.serializedLength(), UTF_8).lines())
                .containsExactlyInAnyOrderElementsOf(
                        new String(expected.getSerialized(), UTF_8).lines().toList());
        assertThat(encoded.serializedLength()).isEqualTo(expected.serializedLength());
        assertThat(new String(encoded.getSerialized(), UTF_8))
                .startsWith("NATS/1.0\r\n")
                .contains("\r\nce-subject:42\r\n")
                .endsWith("content-encoding:gzip\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nNats-Expected-Stream:other", "a\nb", "a\rb", "\u00e4"})
    void holdNoValueThatWouldBeAnotherHeader(String id) {
        assertThatThrownBy(() -> EncodedHeaders.of(event(id)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one line of ASCII");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, Long.MAX_VALUE, -1})
    void writeNumbersAsTheyAreRead(long unsigned) {
        EncodedHeaders encoded = EncodedHeaders.of(event("7f00:1", new Snowflake(unsigned)));

        assertThat(new String(encoded.getSerialized(), UTF_8))
                .contains("\r\nce-subject:" + Long.toUnsignedString(unsigned) + "\r\n");
    }

    private static OutgoingEvent event(String id) {
        return event(id, new Snowflake(42));
    }

    private static OutgoingEvent event(String id, Snowflake guild) {
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                id,
                3,
                16,
                "MESSAGE_CREATE",
                Instant.EPOCH,
                Optional.of(guild),
                "session",
                new Version(9, 1),
                Optional.of("00-trace"));
        return new OutgoingEvent(
                "events.activity.message_create.p00",
                "MESSAGE_CREATE",
                envelope,
                new Body(new byte[0]),
                Map.of("content-encoding", "gzip"),
                Optional.empty());
    }
}
