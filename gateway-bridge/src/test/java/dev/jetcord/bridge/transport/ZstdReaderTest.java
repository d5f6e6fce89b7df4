package dev.jetcord.bridge.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ZstdReaderTest {
    private final MessageBuffer buffer = new MessageBuffer(1_000_000);

    @Test
    void readsOneFrameThatNeverEndsInAnyParts() throws Exception {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        try (ZstdReader reader = new ZstdReader(buffer);
                ZstdOutputStream compress = new ZstdOutputStream(wire)) {
            for (String message : new String[] {"hello", "hello again", "ü".repeat(200_000)}) {
                compress.write(message.getBytes(UTF_8));
                compress.flush();
                byte[] bytes = wire.toByteArray();
                wire.reset();
                for (int at = 0; at < bytes.length; at += 3) {
                    reader.accept(ByteBuffer.wrap(bytes, at, Math.min(3, bytes.length - at)));
                }
                assertThat(reader.complete()).isTrue();
                assertThat(new String(buffer.bytes(), 0, buffer.length(), UTF_8))
                        .isEqualTo(message);
                buffer.clear();
            }
        }
    }

    @Test
    void whatIsNoZstdBreaksTheStream() {
        try (ZstdReader reader = new ZstdReader(buffer)) {
            assertThatThrownBy(() -> reader.accept(ByteBuffer.wrap("this is plain text".getBytes(UTF_8))))
                    .isInstanceOf(BrokenStreamException.class);
        }
    }
}
