package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.wire.DataReference;
import dev.jetcord.common.wire.Gzip;
import dev.jetcord.common.wire.InvalidMessageException;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
    private final Map<DataReference, byte[]> objects = new HashMap<>();
    private final BodyReader bodies = new BodyReader(reference -> Optional.ofNullable(objects.get(reference)));

    @Test
    void takesABodyAsItStands() throws Exception {
        IncomingMessage message = message(Map.of(), "{}".getBytes(UTF_8));

        assertThat(bodies.read(message)).isSameAs(message);
    }

    @Test
    void expandsACompressedBody() throws Exception {
        IncomingMessage message =
                message(Map.of("content-encoding", "gzip"), Gzip.compress("{\"a\":1}".getBytes(UTF_8)));

        assertThat(bodies.read(message).body()).asString(UTF_8).isEqualTo("{\"a\":1}");
    }

    @Test
    void fetchesABodyThatIsElsewhere() throws Exception {
        objects.put(new DataReference("oversize", "s:1"), Gzip.compress("large".getBytes(UTF_8)));
        objects.put(new DataReference("oversize", "s:2"), "plain".getBytes(UTF_8));

        IncomingMessage compressed =
                message(Map.of("ce-dataref", "nats-object:oversize/s:1", "content-encoding", "gzip"), new byte[0]);
        IncomingMessage plain = message(Map.of("ce-dataref", "nats-object:oversize/s:2"), new byte[0]);

        assertThat(bodies.read(compressed).body()).asString(UTF_8).isEqualTo("large");
        assertThat(bodies.read(plain).body()).asString(UTF_8).isEqualTo("plain");
    }

    @Test
    void namesWhatIsWrongWithABody() {
        assertRefused(Map.of("content-encoding", "br"), "unknown encoding");
        assertRefused(Map.of("content-encoding", "gzip"), "not gzip");
        assertRefused(Map.of("ce-dataref", "file:/etc/passwd"), "ce-dataref is malformed");
        assertRefused(Map.of("ce-dataref", "nats-object:oversize/gone"), "no longer there");
    }

    @Test
    void boundsWhatABodyExpandsTo() {
        byte[] compressed = Gzip.compress(new byte[1000]);

        assertThatThrownBy(() -> Gzip.expand(compressed, 999)).hasMessageContaining("more than 999 bytes");
        assertThat(compressed).hasSizeLessThan(100);
    }

    @Test
    void doesNotTakeASilentStoreForAMissingBody() {
        BodyReader unreachable = new BodyReader(reference -> {
            throw new IOException("no answer");
        });

        assertThatThrownBy(() -> unreachable.read(message(Map.of("ce-dataref", "nats-object:a/b"), new byte[0])))
                .isInstanceOf(IOException.class);
    }

    private void assertRefused(Map<String, String> headers, String message) {
        assertThatThrownBy(() -> bodies.read(message(headers, "x".getBytes(UTF_8))))
                .isInstanceOf(InvalidMessageException.class)
                .hasMessageContaining(message);
    }

    private static IncomingMessage message(Map<String, String> headers, byte[] body) {
        return IncomingMessage.of(
                "events.state.guild_create.p00",
                headers,
                body,
                new Delivery("EVENTS", 1, 1, Instant.EPOCH, Instant.EPOCH));
    }
}
