package dev.jetcord.common.messaging.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Messages go to their lanes and are run there, on virtual threads, by a handler that does nothing. */
@State(Scope.Thread)
public class LanesBenchmark {
    private static final int MESSAGES = 512;
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00.123456Z");

    @Param({"1", "100", "10000"})
    private int keys = 1;

    private final List<Delivered> messages = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits = new Semaphore(MESSAGES);
    private final Lanes<Integer> lanes = new Lanes<>(
            threads, new LaneLimits(MESSAGES, 0, 0), new BatchLimits(1, Duration.ZERO), _ -> {}, permits::release);
    private int next;

    @Setup
    public void receive() {
        for (int number = 0; number < MESSAGES; number++) {
            messages.add(new Delivered(
                    IncomingMessage.of(
                            "events.state.x.p00", Map.of(), new byte[0], new Delivery("EVENTS", number, 1, NOW, NOW)),
                    new MessageSettlement(new Deaf())));
        }
    }

    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public int run() throws InterruptedException {
        for (Delivered message : messages) {
            permits.acquire();
            next = (next + 1) % keys;
            var _ = lanes.offer(next, message);
        }
        permits.acquire(MESSAGES);
        permits.release(MESSAGES);
        return next;
    }

    @TearDown
    public void end() {
        threads.close();
    }

    /** No server listens. */
    private static final class Deaf implements Acknowledger {
        @Override
        public void ack() {
            throw new UnsupportedOperationException("nothing is settled here");
        }

        @Override
        public void nak(Duration delay) {
            ack();
        }

        @Override
        public void term(String reason) {
            ack();
        }

        @Override
        public void inProgress() {
            ack();
        }
    }
}
