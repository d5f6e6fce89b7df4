package dev.jetcord.e2e.bench;

import static java.util.Objects.requireNonNull;

import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.observation.Counter;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.List;

/**
 * A process that reads a local Discord's gateway and stores what comes in a stream. It is given as much as it takes: the
 * source always has some thousand events ready, and never so many that it would cut a slow client off.
 */
final class GatewayToStream {
    private static final int MOST_WAITING = 16_000;
    private static final int MOST_WAITING_BYTES = 24 << 20;
    private static final Duration STANDSTILL = Duration.ofSeconds(15);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final long POLL_MILLIS = 4;
    private static final double NANOS = 1e9;

    private final String name;
    private final SandboxDiscord discord;
    private final JetStreamManagement streams;
    private final String stream;
    private final long pid;

    /**
     * Measures a process that runs.
     *
     * @param name in messages
     * @param stream into which nobody else writes
     */
    GatewayToStream(String name, SandboxDiscord discord, JetStreamManagement streams, String stream, long pid) {
        this.name = requireNonNull(name, "name");
        this.discord = requireNonNull(discord, "discord");
        this.streams = requireNonNull(streams, "streams");
        this.stream = requireNonNull(stream, "stream");
        this.pid = pid;
    }

    /**
     * What it does and needs.
     *
     * @param events a second, from the first that is sent to the last that is stored
     * @param micros of processor time an event
     * @param allocated bytes an event
     */
    record Throughput(double events, double micros, double allocated) {}

    /**
     * Sends for so long as much as it takes, and returns when all of it is stored.
     *
     * @throws UnmeasurableException when the process ends, its session does, or the stream does not hold what was sent
     */
    Throughput measure(GatewayEvents events, Duration duration) throws Exception {
        int most = Math.min(MOST_WAITING, MOST_WAITING_BYTES / events.bytes());
        return measure(events, duration, (elapsed, sent, waiting) -> most - waiting);
    }

    /**
     * Sends for so long at a steady rate, and returns when all of it is stored.
     *
     * @param rate events a second
     * @throws UnmeasurableException when the process ends, its session does, or the stream does not hold what was sent
     */
    Throughput measure(GatewayEvents events, Duration duration, int rate) throws Exception {
        return measure(events, duration, (elapsed, sent, waiting) -> (long) (elapsed / NANOS * rate) - sent);
    }

    private Throughput measure(GatewayEvents events, Duration duration, Pace pace) throws Exception {
        try (ProcessCost cost = ProcessCost.of(pid)) {
            long before = StandingCount.await(this::stored, QUIET);
            long connections = discord.statistics().value(Counter.CONNECTIONS);
            double micros = cost.processorMicros();
            long allocated = cost.allocatedBytes();
            long start = System.nanoTime();
            long sent = send(events, before, start, duration.toNanos(), pace);
            awaitStored(before, sent);
            double seconds = (System.nanoTime() - start) / NANOS;
            micros = cost.processorMicros() - micros;
            allocated = cost.allocatedBytes() - allocated;
            if (StandingCount.await(this::stored, QUIET) != before + sent
                    || discord.statistics().value(Counter.CONNECTIONS) != connections) {
                throw new UnmeasurableException("%s: of %,d events, %,d were stored, over %d connections more"
                        .formatted(
                                name,
                                sent,
                                stored() - before,
                                discord.statistics().value(Counter.CONNECTIONS) - connections));
            }
            makeAnew();
            return new Throughput(sent / seconds, micros / sent, allocated / (double) sent);
        }
    }

    // A purge would leave the server the ids of all that it has stored (its duplicate window), which it
    // walks through each time it collects garbage: every measurement would cost the next ones.
    private void makeAnew() throws Exception {
        StreamConfiguration settings = streams.getStreamInfo(stream).getConfiguration();
        List<ConsumerInfo> consumers = streams.getConsumers(stream);
        streams.deleteStream(stream);
        streams.addStream(settings);
        for (ConsumerInfo consumer : consumers) {
            streams.createConsumer(stream, consumer.getConsumerConfiguration());
        }
    }

    private long send(GatewayEvents events, long before, long start, long nanos, Pace pace) throws Exception {
        long sent = 0;
        for (long elapsed = 0; elapsed < nanos; elapsed = System.nanoTime() - start) {
            for (long due = pace.due(elapsed, sent, sent - (stored() - before)); due > 0; due--) {
                if (discord.dispatch(events.next()) != 1) {
                    throw new UnmeasurableException(name + " has not exactly one session that wants the events");
                }
                sent++;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return sent;
    }

    private void awaitStored(long before, long sent) throws Exception {
        long last = stored();
        long moved = System.nanoTime();
        while (last < before + sent) {
            if (ProcessHandle.of(pid).isEmpty() || System.nanoTime() - moved > STANDSTILL.toNanos()) {
                throw new UnmeasurableException(
                        "%s: of %,d events, only %,d were stored".formatted(name, sent, last - before));
            }
            Thread.sleep(POLL_MILLIS);
            long now = stored();
            if (now > last) {
                moved = System.nanoTime();
            }
            last = now;
        }
    }

    // The last sequence counts what was stored since the stream was made, also what is purged.
    private long stored() throws Exception {
        return streams.getStreamInfo(stream).getStreamState().getLastSequence();
    }

    /** How many events are to be sent now. */
    @FunctionalInterface
    private interface Pace {
        /**
         * Not positive when it is none.
         *
         * @param elapsed nanoseconds since the first
         * @param sent so far
         * @param waiting of these, not stored yet
         */
        long due(long elapsed, long sent, long waiting);
    }
}
