package dev.jetcord.sandbox.nats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A TCP proxy on the loopback address before a server, of NATS or another, with the faults of a network: it cuts connections,
 * refuses new ones, or lets what one side says vanish while the connection stands. Thread-safe.
 */
public final class FaultyProxy implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final ServerSocket listening;
    private final URI target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile boolean closed;
    private volatile Optional<Predicate<String>> swallowedUp = Optional.empty();
    private volatile Optional<Predicate<String>> swallowedDown = Optional.empty();

    /**
     * Listens and forwards.
     *
     * @param targetUrl {@code nats://host:port}, or the URL of another server, of which the host and the port are read
     */
    public FaultyProxy(String targetUrl) {
        this.target = URI.create(targetUrl);
        try {
            this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException("no free port for the proxy", noPort);
        }
        Thread.ofVirtual().name("proxy-accept").start(this::accept);
    }

    /** Where clients of NATS connect, as {@code nats://host:port}. */
    public String url() {
        return "nats://127.0.0.1:" + port();
    }

    /** Where clients connect, on the loopback address. */
    public int port() {
        return listening.getLocalPort();
    }

    /** Ends all connections at once; new ones are taken. */
    public void cut() {
        sockets.forEach(FaultyProxy::end);
    }

    /** Whether new connections are ended at once. */
    public void refuse(boolean refuse) {
        refusing = refuse;
    }

    /** What clients say from now on vanishes where its text, a piece as it came from the socket, matches. */
    public void swallowFromClients(Predicate<String> piece) {
        swallowedUp = Optional.of(piece);
    }

    /** What the server says from now on vanishes where its text, a piece as it came from the socket, matches. */
    public void swallowFromServer(Predicate<String> piece) {
        swallowedDown = Optional.of(piece);
    }

    /** Nothing comes through any more, and nobody is told: a network that is partitioned. */
    public void partition() {
        swallowFromClients(piece -> true);
        swallowFromServer(piece -> true);
    }

    /** Takes connections and forwards everything again; those that stand lack what has vanished. */
    public void heal() {
        refusing = false;
        swallowedUp = Optional.empty();
        swallowedDown = Optional.empty();
    }

    @Override
    public void close() {
        closed = true;
        end(listening);
        cut();
    }

    private void accept() {
        while (!closed) {
            try {
                Socket client = listening.accept();
                if (refusing) {
                    end(client);
                } else {
                    forward(client);
                }
            } catch (IOException ended) {
                if (!closed) {
                    throw new UncheckedIOException("the proxy can take no connection", ended);
                }
            }
        }
    }

    private void forward(Socket client) {
        try {
            Socket server = new Socket(target.getHost(), target.getPort());
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            sockets.add(client);
            sockets.add(server);
            Thread.ofVirtual().name("proxy-up").start(() -> pump(client, server, true));
            Thread.ofVirtual().name("proxy-down").start(() -> pump(server, client, false));
        } catch (IOException serverIsAway) {
            // The client sees what it would see without a proxy.
            end(client);
        }
    }

    private void pump(Socket from, Socket to, boolean up) {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Optional<Predicate<String>> swallowed = up ? swallowedUp : swallowedDown;
                // The text is made only where somebody asks for it: the proxy also stands under load.
                if (swallowed.isEmpty() || !swallowed.get().test(new String(buffer, 0, read, ISO_8859_1))) {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException broken) {
            // One side is gone: below, so is the other.
        } finally {
            end(from);
            end(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void end(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception alreadyEnded) {
            throw new IllegalStateException("a socket cannot be closed", alreadyEnded);
        }
    }
}
