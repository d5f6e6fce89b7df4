package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.session.ShardInput;
import dev.jetcord.bridge.transport.Compression;
import dev.jetcord.bridge.transport.GatewayConnection;
import dev.jetcord.bridge.transport.GatewayTransport;
import java.net.URI;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A shard's connection of the moment: only the last one is heard and spoken to. Used on the shard's thread only. */
final class ShardConnection {
    private final GatewayTransport transport;
    private final Consumer<Runnable> later;
    private final Consumer<ShardInput> feed;
    private final IntConsumer bytes;
    private @Nullable GatewayConnection current;
    private int number;

    /**
     * Without a connection.
     *
     * @param later runs a task on the shard's thread
     * @param feed takes an input, on the shard's thread
     * @param bytes told how many bytes came, on any thread
     */
    ShardConnection(
            GatewayTransport transport, Consumer<Runnable> later, Consumer<ShardInput> feed, IntConsumer bytes) {
        this.transport = transport;
        this.later = later;
        this.feed = feed;
        this.bytes = bytes;
    }

    /** From now on only the new connection is heard. */
    void connect(URI url, Compression compression) {
        number++;
        int its = number;
        current = transport.connect(
                url,
                compression,
                new ConnectionInputs(
                        task -> later.accept(() -> {
                            if (its == number) {
                                task.run();
                            }
                        }),
                        feed,
                        this::processed,
                        bytes));
    }

    void send(String text) {
        if (current != null) {
            current.send(text);
        }
    }

    void close(int code, String reason) {
        if (current != null) {
            current.close(code, reason);
        }
    }

    void abort() {
        if (current != null) {
            current.abort();
        }
    }

    void pauseReading() {
        if (current != null) {
            current.pauseReading();
        }
    }

    void resumeReading() {
        if (current != null) {
            current.resumeReading();
        }
    }

    private void processed() {
        if (current != null) {
            current.processed();
        }
    }
}
