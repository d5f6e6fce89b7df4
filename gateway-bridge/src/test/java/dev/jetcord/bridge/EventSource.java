package dev.jetcord.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.world.Dispatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends messages to every shard in turn, as people who never stop to write, and remembers each. */
final class EventSource implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();

    private static final int SHARD_SHIFT = 22;
    private static final int EACH_TIME = 10;
    private static final long PERIOD_MILLIS = 5;

    private final SandboxDiscord discord;
    private final int shards;
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("events").factory());

    EventSource(SandboxDiscord discord, int shards) {
        this.discord = discord;
        this.shards = shards;
    }

    void start() {
        var _ = executor.scheduleAtFixedRate(this::send, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    int sent() {
        return sent.get();
    }

    /** Every body that was sent. */
    List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        for (int n = 1; n <= sent.get(); n++) {
            bodies.add(body(n));
        }
        return bodies;
    }

    void stop() throws InterruptedException {
        executor.shutdown();
        executor.awaitTermination(5, TimeUnit.SECONDS);
    }

    private void send() {
        for (int i = 0; i < EACH_TIME; i++) {
            int n = sent.incrementAndGet();
            // Discord, "Sharding": which shard a guild belongs to.
            long guild = (long) (n % shards) << SHARD_SHIFT;
            discord.dispatch(Dispatch.prepared("MESSAGE_CREATE", guild, body(n).getBytes(UTF_8)));
        }
    }

    private static String body(int n) {
        return "{\"n\":" + n + "}";
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
