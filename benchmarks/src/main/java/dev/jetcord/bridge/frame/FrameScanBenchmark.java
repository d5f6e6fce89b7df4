package dev.jetcord.bridge.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A gateway message is read into a frame: the one pass over its bytes that the bridge makes. */
@State(Scope.Thread)
public class FrameScanBenchmark {
    /** Of the message's text. */
    @Param({"100", "1700", "30000"})
    private int characters = 1;

    private final FrameScanner scanner = new FrameScanner();
    private byte[] message = {};

    @Setup
    public void write() {
        message = """
            {"t":"MESSAGE_CREATE","s":4711,"op":0,"d":{"type":0,"tts":false,"pinned":false,"mentions":[],"flags":0,\
            "id":"1500000000000000001","embeds":[],"content":"%s","channel_id":"1400000000000000001",\
            "author":{"username":"ada","id":"1100000000000000001"},"guild_id":"1000000000000000001"}}""".formatted("x".repeat(characters)).getBytes(UTF_8);
    }

    @Benchmark
    public Object scan() throws UndecodableFrameException {
        return scanner.scan(message, message.length);
    }
}
