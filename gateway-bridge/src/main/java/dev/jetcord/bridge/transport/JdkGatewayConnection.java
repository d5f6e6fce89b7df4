package dev.jetcord.bridge.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.bridge.frame.FrameScanner;
import dev.jetcord.bridge.frame.UndecodableFrameException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A socket of the JDK. The client calls the listener's methods one at a time, so reader and buffer need no lock; the
 * message is read into a frame within the call, which owns what it keeps.
 */
final class JdkGatewayConnection implements GatewayConnection, WebSocket.Listener {
    private static final int NO_CLOSE_FRAME = 1006;

    private final MessageReader reader;
    private final MessageBuffer buffer;
    private final FrameScanner scanner;
    private final ConnectionListener listener;
    private final ReadDemand demand = new ReadDemand();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    /** The client takes one send at a time: each waits for the one before. Guarded by this. */
    private CompletableFuture<WebSocket> lastSend = socket;

    private volatile boolean dropping;
    private volatile boolean aborted;

    JdkGatewayConnection(
            MessageReader reader, MessageBuffer buffer, FrameScanner scanner, ConnectionListener listener) {
        this.reader = reader;
        this.buffer = buffer;
        this.scanner = scanner;
        this.listener = listener;
    }

    @Override
    public synchronized void send(String text) {
        lastSend = lastSend.thenCompose(open -> open.sendText(text, true));
    }

    @Override
    public synchronized void close(int code, String reason) {
        dropping = true;
        demand.lift();
        // A send that failed must not keep the close back.
        lastSend = lastSend.handle((open, failure) -> failure)
                .thenCompose(failure -> socket.thenCompose(open -> open.sendClose(code, reason)));
    }

    @Override
    public void abort() {
        aborted = true;
        dropping = true;
        WebSocket open = socket.getNow(null);
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void processed() {
        demand.processed();
    }

    @Override
    public void pauseReading() {
        demand.pause();
    }

    @Override
    public void resumeReading() {
        demand.resume();
    }

    /** The client is opening the socket; a failure of that is told like anything else. */
    synchronized void opening(CompletableFuture<WebSocket> handshake) {
        lastSend = handshake.whenComplete((opened, failure) -> {
            if (failure != null) {
                connectFailed(failure);
            }
        });
    }

    private void connectFailed(Throwable failure) {
        reader.close();
        if (!aborted) {
            listener.connectFailed(describe(failure));
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        if (aborted) {
            opened.abort();
            return;
        }
        socket.complete(opened);
        listener.opened();
        demand.open(opened);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        return take(ByteBuffer.wrap(data.toString().getBytes(UTF_8)), last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        return take(data, last);
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        ended(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        ended(NO_CLOSE_FRAME);
    }

    private @Nullable CompletionStage<?> take(ByteBuffer part, boolean last) {
        if (dropping) {
            return null;
        }
        listener.bytes(part.remaining());
        try {
            reader.accept(part);
        } catch (BrokenStreamException broken) {
            dropping = true;
            demand.lift();
            listener.broken(String.valueOf(broken.getMessage()));
            return null;
        }
        if (last && reader.complete()) {
            deliver();
        } else {
            demand.partTaken();
        }
        return null;
    }

    private void deliver() {
        try {
            if (buffer.tooLarge()) {
                listener.undecodable("it is larger than " + buffer.limit() + " bytes");
            } else {
                listener.message(scanner.scan(buffer.bytes(), buffer.length()));
            }
        } catch (UndecodableFrameException undecodable) {
            listener.undecodable(String.valueOf(undecodable.getMessage()));
        } finally {
            buffer.clear();
        }
    }

    private void ended(int code) {
        reader.close();
        if (!aborted) {
            listener.closed(code);
        }
    }

    /** Names the kind of failure and its status; the client's messages hold nothing secret, but are often empty. */
    private static String describe(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof WebSocketHandshakeException refused) {
            return "the server answered the WebSocket handshake with HTTP "
                    + refused.getResponse().statusCode();
        }
        return cause.getClass().getSimpleName() + (cause.getMessage() == null ? "" : ": " + cause.getMessage());
    }
}
