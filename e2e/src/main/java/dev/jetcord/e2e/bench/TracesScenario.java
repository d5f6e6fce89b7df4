package dev.jetcord.e2e.bench;

import com.sun.net.httpserver.HttpServer;
import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.tracing.Step;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.tracing.TracingConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What it costs a service's threads to record the way of an interaction: three spans, made and queued. They are sent meanwhile
 * and afterwards, to a collector that takes all.
 */
final class TracesScenario implements Scenario {
    // Three spans each: fewer than the exporter's queue holds, 2,048, since what it drops costs less.
    private static final int BATCH = 600;
    private static final double NANOS_A_MICRO = 1000;

    @Override
    public String name() {
        return "traces";
    }

    @Override
    public String description() {
        return "time that the traces of one interaction take in all services, recorded and switched off";
    }

    @Override
    public List<Figure> run(Effort effort, Consumer<String> progress) throws IOException {
        HttpServer collector = collector();
        List<Double> recorded = new ArrayList<>();
        List<Double> off = new ArrayList<>();
        var configuration = new TracingConfiguration(
                Optional.of("http://127.0.0.1:" + collector.getAddress().getPort()), Optional.empty());
        try {
            measureRecorded(configuration, effort);
            measureOff(effort);
            for (int round = 1; round <= effort.rounds(); round++) {
                recorded.add(measureRecorded(configuration, effort));
                off.add(measureOff(effort));
                progress.accept("round %d of %d".formatted(round, effort.rounds()));
            }
        } finally {
            collector.stop(0);
        }
        return List.of(
                new Figure(
                        "traces of an interaction, recorded", "us", Spread.of(recorded), Optional.empty(), Gate.NONE),
                new Figure("traces of an interaction, off", "us", Spread.of(off), Optional.empty(), Gate.NONE));
    }

    private static double measureRecorded(TracingConfiguration configuration, Effort effort) {
        return measure(effort, () -> {
            try (Tracer tracer = configuration.tracer("bench", "0")) {
                return batch(tracer);
            }
        });
    }

    private static double measureOff(Effort effort) {
        return measure(effort, () -> batch(Tracer.OFF));
    }

    /** Microseconds an interaction, over batches whose nanoseconds are given. */
    private static double measure(Effort effort, LongSupplier batch) {
        long end = System.nanoTime() + effort.duration().toNanos() / 2;
        long taken = 0;
        long done = 0;
        while (System.nanoTime() < end) {
            taken += batch.getAsLong();
            done += BATCH;
        }
        return taken / NANOS_A_MICRO / done;
    }

    private static long batch(Tracer tracer) {
        long began = System.nanoTime();
        for (int id = 0; id < BATCH; id++) {
            interaction(tracer, id);
        }
        return System.nanoTime() - began;
    }

    private static void interaction(Tracer tracer, long id) {
        Instant now = Instant.now();
        String trace = tracer.begin(Long.toString(id));
        tracer.began(trace, "publish INTERACTION_CREATE", now, now);
        CurrentStep.run(tracer, Step.Kind.CONSUMER, "process COMMANDS", trace, () -> {
            try (Step request = CurrentStep.child(Step.Kind.CLIENT, "POST callback")) {
                request.with("http.response.status_code", "204");
            }
        });
    }

    private static HttpServer collector() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }
}
