package dev.jetcord.bridge.transport;

import java.net.http.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * How many messages the socket may still deliver: some at first, as many more as were dealt with, none while paused. So what
 * is in hand stays bounded whatever Discord sends. Thread-safe.
 */
final class ReadDemand {
    /** Enough to keep a socket busy while its shard works, few enough to be held while JetStream is away. */
    static final int AHEAD = 32;

    /**
     * Each time it is asked, the client goes to the socket. It is never left without something that was asked, in which it
     * would not see an end either.
     */
    private static final int BATCH = AHEAD / 2;

    private @Nullable WebSocket socket;
    private long owed = AHEAD;
    private boolean paused;
    private boolean unlimited;

    synchronized void open(WebSocket opened) {
        socket = opened;
        grant();
    }

    /** Something came that costs nothing to hold: a part of a message. */
    synchronized void partTaken() {
        if (socket != null && !unlimited) {
            socket.request(1);
        }
    }

    synchronized void processed() {
        owed++;
        if (owed >= BATCH) {
            grant();
        }
    }

    synchronized void pause() {
        paused = true;
    }

    synchronized void resume() {
        paused = false;
        grant();
    }

    /** Everything is dropped from now on, so everything may come: else a close could not. */
    synchronized void lift() {
        paused = false;
        owed = Long.MAX_VALUE;
        grant();
        unlimited = true;
    }

    private void grant() {
        if (socket != null && !paused && !unlimited && owed > 0) {
            socket.request(owed);
            owed = 0;
        }
    }
}
