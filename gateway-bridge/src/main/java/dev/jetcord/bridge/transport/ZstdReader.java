package dev.jetcord.bridge.transport;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;

/**
 * zstd-stream: one WebSocket message a gateway message, in one frame that never ends (Discord, "zstd-stream"). The
 * library streams between direct buffers only.
 */
final class ZstdReader implements MessageReader {
    private static final int CHUNK = 64 << 10;

    private final MessageBuffer buffer;
    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer input = ByteBuffer.allocateDirect(CHUNK);
    private final ByteBuffer output = ByteBuffer.allocateDirect(CHUNK);

    ZstdReader(MessageBuffer buffer) {
        this.buffer = buffer;
    }

    @Override
    public void accept(ByteBuffer part) throws BrokenStreamException {
        while (part.hasRemaining()) {
            int count = Math.min(part.remaining(), input.capacity());
            input.clear().put(part.slice(part.position(), count)).flip();
            part.position(part.position() + count);
            decompress();
        }
    }

    /** An output that came back full may have left more inside the context, also when all input is taken. */
    private void decompress() throws BrokenStreamException {
        try {
            boolean full;
            do {
                output.clear();
                context.decompressDirectByteBufferStream(output, input);
                full = !output.hasRemaining();
                buffer.append(output.flip());
            } while (input.hasRemaining() || full);
        } catch (ZstdException malformed) {
            throw new BrokenStreamException("the zstd stream is malformed: " + malformed.getMessage());
        }
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public void close() {
        context.close();
    }
}
