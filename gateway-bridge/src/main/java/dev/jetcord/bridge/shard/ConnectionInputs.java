package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.frame.Frame;
import dev.jetcord.bridge.session.ShardInput;
import dev.jetcord.bridge.transport.ConnectionListener;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Turns what a connection tells into inputs on the shard's thread.
 *
 * @param later runs a task on the shard's thread, as long as the connection is the shard's own
 * @param feed takes an input, on the shard's thread
 * @param processed told, on the shard's thread, after each message
 * @param bytes told how many bytes came, on any thread
 */
record ConnectionInputs(Consumer<Runnable> later, Consumer<ShardInput> feed, Runnable processed, IntConsumer bytes)
        implements ConnectionListener {
    @Override
    public void opened() {
        hear(new ShardInput.Opened());
    }

    @Override
    public void connectFailed(String problem) {
        hear(new ShardInput.ConnectFailed(problem));
    }

    @Override
    public void bytes(int count) {
        bytes.accept(count);
    }

    @Override
    public void message(Frame frame) {
        hearMessage(new ShardInput.Received(frame));
    }

    @Override
    public void undecodable(String problem) {
        hearMessage(new ShardInput.Undecodable(problem));
    }

    @Override
    public void broken(String problem) {
        hear(new ShardInput.StreamBroken(problem));
    }

    @Override
    public void closed(int code) {
        hear(new ShardInput.Closed(code));
    }

    private void hear(ShardInput input) {
        later.accept(() -> feed.accept(input));
    }

    private void hearMessage(ShardInput input) {
        later.accept(() -> {
            feed.accept(input);
            processed.run();
        });
    }
}
