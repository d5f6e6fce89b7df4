package dev.jetcord.sandbox.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * Ports of the loopback address for servers that come back to the same port when they are restarted. They lie below the range
 * from which systems give out ports for connections (Linux: from 32768), of which any may be taken while a server is down.
 */
public final class FreePorts {
    private static final int LEAST = 12_000;
    private static final int MOST = 31_000;
    private static final int TRIES = 1_000;

    // From another place in each process, and never the same twice in one.
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(MOST - LEAST));

    private FreePorts() {}

    /** A port that nobody listens on, and that was not given out by this process. */
    public static int take() {
        return takeRow(1);
    }

    /** The first of so many that follow one another. */
    public static int takeRow(int count) {
        for (int tried = 0; tried < TRIES; tried++) {
            int first = LEAST + Math.floorMod(NEXT.getAndAdd(count), MOST - LEAST);
            if (IntStream.range(first, first + count).allMatch(FreePorts::isFree)) {
                return first;
            }
        }
        throw new IllegalStateException(
                "no %d free ports between %d and %d on the loopback address".formatted(count, LEAST, MOST));
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
