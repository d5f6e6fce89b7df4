package dev.jetcord.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Statistics;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to one WebSocket: a queue that is bounded in bytes and one virtual thread that compresses and writes. A client
 * that lets the queue run full is cut off; its session can be resumed.
 */
final class WebSocketTransport implements Transport {

    private static final Logger log = LoggerFactory.getLogger(WebSocketTransport.class);

    /** Frames handed to Jetty and not yet written: enough to fill a write, too few to hide a slow client. */
    private static final int WRITES_UNDER_WAY = 256;

    private sealed interface Outgoing {
        @SuppressWarnings("ArrayRecordComponent") // a payload is written once and compared by nobody
        record Control(byte[] payload) implements Outgoing {}

        record Live(Frame frame) implements Outgoing {}

        record Replayed(Frame frame) implements Outgoing {}

        record Close(int code, String reason) implements Outgoing {}

        record Stop() implements Outgoing {}
    }

    private final Session socket;
    private final ConnectionParameters.Compression compression;
    private final Statistics statistics;
    private final BlockingQueue<Outgoing> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicInteger waitingDispatches = new AtomicInteger();
    private final Semaphore writes = new Semaphore(WRITES_UNDER_WAY);
    private volatile boolean closed;

    WebSocketTransport(Session socket, ConnectionParameters.Compression compression, Statistics statistics) {
        this.socket = socket;
        this.compression = compression;
        this.statistics = statistics;
    }

    void start() {
        Thread.ofVirtual().name("gateway-writer").start(this::write);
    }

    @Override
    public void send(byte[] payload) {
        queue(new Outgoing.Control(payload));
    }

    @Override
    public void replay(Frame frame) {
        queue(new Outgoing.Replayed(frame));
    }

    @Override
    public void send(Frame frame) {
        long bytes = waitingBytes.addAndGet(frame.payload().length);
        int dispatches = waitingDispatches.incrementAndGet();
        if (!closed && (bytes > DiscordLimits.OUTGOING_BYTES || dispatches > DiscordLimits.OUTGOING_DISPATCHES)) {
            statistics.count(Counter.SLOW_CLIENTS);
            log.warn("A gateway client is too slow: {} dispatches wait for it; it is cut off", dispatches);
            abort();
            return;
        }
        queue(new Outgoing.Live(frame));
    }

    private void queue(Outgoing next) {
        if (!closed) {
            queue.add(next);
        }
    }

    @Override
    public void close(int code, String reason) {
        if (!closed) {
            closed = true;
            queue.add(new Outgoing.Close(code, reason));
        }
    }

    @Override
    public void abort() {
        stop();
        socket.disconnect();
    }

    /** The socket is gone: what waits is dropped. */
    void stop() {
        closed = true;
        queue.clear();
        queue.add(new Outgoing.Stop());
    }

    private void write() {
        try (PayloadEncoder encoder = PayloadEncoder.of(compression)) {
            boolean more = true;
            while (more) {
                more = writeNext(encoder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            log.warn("A gateway connection is cut off: its payloads could not be written", e);
            abort();
        }
    }

    /** Blocks for the next thing to send; false after the last. */
    private boolean writeNext(PayloadEncoder encoder) throws InterruptedException {
        return switch (queue.take()) {
            case Outgoing.Control(byte[] payload) -> {
                write(encoder, payload, () -> {});
                yield true;
            }
            case Outgoing.Live(Frame frame) -> {
                write(encoder, frame.payload(), frame::written);
                waitingBytes.addAndGet(-frame.payload().length);
                waitingDispatches.decrementAndGet();
                yield true;
            }
            case Outgoing.Replayed(Frame frame) -> {
                write(encoder, frame.payload(), frame::written);
                yield true;
            }
            case Outgoing.Close(int code, String reason) -> {
                socket.close(code, reason, Callback.NOOP);
                yield false;
            }
            case Outgoing.Stop() -> false;
        };
    }

    private void write(PayloadEncoder encoder, byte[] payload, Runnable written) throws InterruptedException {
        writes.acquire();
        Callback done = Callback.from(
                () -> {
                    writes.release();
                    written.run();
                },
                failure -> {
                    writes.release();
                    stop();
                });
        if (compression == ConnectionParameters.Compression.NONE) {
            socket.sendText(new String(payload, UTF_8), done);
        } else {
            socket.sendBinary(ByteBuffer.wrap(encoder.encode(payload)), done);
        }
    }
}
