package dev.jetcord.bridge.transport;

import com.github.luben.zstd.EndDirective;
import com.github.luben.zstd.ZstdCompressCtx;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.Deflater;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Messages of a compressed connection, from its first: both streams have one context for all of them. */
@State(Scope.Thread)
public class InflateBenchmark {
    private static final int MESSAGES = 200;
    private static final int SEED = 1;
    private static final int LETTERS = 26;
    private static final int SLACK = 1024;

    /** Of each message, as it is when read. */
    @Param({"300", "2000"})
    private int bytes = 1;

    private final ByteBuffer[] zlib = new ByteBuffer[MESSAGES];
    private final ByteBuffer[] zstd = new ByteBuffer[MESSAGES];

    @Setup
    public void compress() {
        Random random = new Random(SEED);
        Deflater deflater = new Deflater();
        ZstdCompressCtx context = new ZstdCompressCtx();
        for (int message = 0; message < MESSAGES; message++) {
            byte[] text = new byte[bytes];
            for (int at = 0; at < bytes; at++) {
                text[at] = (byte) ('a' + random.nextInt(LETTERS));
            }
            byte[] target = new byte[2 * bytes + SLACK];
            deflater.setInput(text);
            zlib[message] = ByteBuffer.wrap(target, 0, deflater.deflate(target, 0, target.length, Deflater.SYNC_FLUSH));
            ByteBuffer source = ByteBuffer.allocateDirect(bytes).put(text).flip();
            ByteBuffer direct = ByteBuffer.allocateDirect(2 * bytes + SLACK);
            context.compressDirectByteBufferStream(direct, source, EndDirective.FLUSH);
            zstd[message] = direct.flip();
        }
        deflater.end();
        context.close();
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int zlib() throws BrokenStreamException {
        MessageBuffer buffer = new MessageBuffer(MessageBuffer.DEFAULT_LIMIT);
        return read(new ZlibReader(buffer), buffer, zlib);
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int zstd() throws BrokenStreamException {
        MessageBuffer buffer = new MessageBuffer(MessageBuffer.DEFAULT_LIMIT);
        return read(new ZstdReader(buffer), buffer, zstd);
    }

    private static int read(MessageReader reader, MessageBuffer buffer, ByteBuffer[] messages)
            throws BrokenStreamException {
        int read = 0;
        try {
            for (ByteBuffer message : messages) {
                reader.accept(message.duplicate());
                read += buffer.length();
                buffer.clear();
            }
        } finally {
            reader.close();
        }
        return read;
    }
}
