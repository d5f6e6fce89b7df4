package dev.jetcord.bridge.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class ZlibReaderTest {
    private final MessageBuffer buffer = new MessageBuffer(100_000);

    @Test
    void readsOneContextOverManyMessagesInAnyParts() throws Exception {
        try (ZlibReader reader = new ZlibReader(buffer)) {
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            DeflaterOutputStream deflate = new DeflaterOutputStream(wire, new Deflater(), 512, true);
            for (String message : new String[] {"hello", "hello again", "ü".repeat(20_000)}) {
                deflate.write(message.getBytes(UTF_8));
                deflate.flush();
                byte[] bytes = wire.toByteArray();
                wire.reset();
                for (int at = 0; at < bytes.length; at += 3) {
                    reader.accept(ByteBuffer.wrap(bytes, at, Math.min(3, bytes.length - at)));
                    assertThat(reader.complete()).isEqualTo(at + 3 >= bytes.length);
                }
                assertThat(new String(buffer.bytes(), 0, buffer.length(), UTF_8))
                        .isEqualTo(message);
                buffer.clear();
            }
        }
    }

    @Test
    void aMessageOverTheLimitIsSkippedAndTheNextOneRead() throws Exception {
        try (ZlibReader reader = new ZlibReader(buffer)) {
            ByteArrayOutputStream wire = new ByteArrayOutputStream();
            DeflaterOutputStream deflate = new DeflaterOutputStream(wire, new Deflater(), 512, true);
            deflate.write(new byte[200_000]);
            deflate.flush();
            reader.accept(ByteBuffer.wrap(wire.toByteArray()));
            assertThat(buffer.tooLarge()).isTrue();
            buffer.clear();
            wire.reset();
            deflate.write("next".getBytes(UTF_8));
            deflate.flush();
            reader.accept(ByteBuffer.wrap(wire.toByteArray()));
            assertThat(new String(buffer.bytes(), 0, buffer.length(), UTF_8)).isEqualTo("next");
        }
    }

    @Test
    void whatIsNoZlibBreaksTheStream() {
        try (ZlibReader reader = new ZlibReader(buffer)) {
            assertThatThrownBy(() -> reader.accept(ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5})))
                    .isInstanceOf(BrokenStreamException.class);
        }
    }
}
