package dev.jetcord.bridge.transport;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** zstd-stream: each WebSocket message is one gateway message; the frame never ends. */
final class ZstdMessageReader implements MessageReader {
    private static final int CHUNK = 64 << 10;

    private final ZstdDecompressCtx context = new ZstdDecompressCtx();
    private final ByteBuffer output = ByteBuffer.allocateDirect(CHUNK);
    private final byte[] chunk = new byte[CHUNK];
    private ByteBuffer input = ByteBuffer.allocateDirect(CHUNK);

    @Override
    public byte[] read(byte[] data, int length) throws IOException {
        if (input.capacity() < length) {
            input = ByteBuffer.allocateDirect(Integer.highestOneBit(length) * 2);
        }
        input.clear().put(data, 0, length).flip();
        ByteArrayOutputStream message = new ByteArrayOutputStream(length * 4);
        try {
            do {
                output.clear();
                context.decompressDirectByteBufferStream(output, input);
                output.flip();
                int inflated = output.remaining();
                output.get(chunk, 0, inflated);
                message.write(chunk, 0, inflated);
                if (message.size() > MAX_MESSAGE) {
                    throw new IOException("a message inflates beyond " + MAX_MESSAGE + " bytes");
                }
                // A full output may hide more of the message.
            } while (input.hasRemaining() || output.limit() == output.capacity());
        } catch (ZstdException broken) {
            throw new IOException("the zstd stream is damaged", broken);
        }
        return message.toByteArray();
    }

    @Override
    public void close() {
        context.close();
    }
}
