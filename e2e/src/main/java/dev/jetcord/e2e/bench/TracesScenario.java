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

/** What it costs to record the way of an interaction: three spans, made, queued and sent to a collector that takes all. */
final class TracesScenario implements Scenario {
    private static final int BATCH = 1000;

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
        try (Tracer tracer = configuration.tracer("bench", "0")) {
            measure(tracer, effort);
            measure(Tracer.OFF, effort);
            for (int round = 0; round < effort.rounds(); round++) {
                recorded.add(measure(tracer, effort));
                off.add(measure(Tracer.OFF, effort));
                progress.accept("round " + (round + 1));
            }
        } finally {
            collector.stop(0);
        }
        return List.of(
                new Figure(
                        "traces of an interaction, recorded", "us", Spread.of(recorded), Optional.empty(), Gate.NONE),
                new Figure("traces of an interaction, off", "us", Spread.of(off), Optional.empty(), Gate.NONE));
    }

    /** Microseconds an interaction. */
    private static double measure(Tracer tracer, Effort effort) {
        long began = System.nanoTime();
        long end = began + effort.duration().toNanos() / 2;
        long done = 0;
        while (System.nanoTime() < end) {
            for (int i = 0; i < BATCH; i++) {
                interaction(tracer, done + i);
            }
            done += BATCH;
        }
        return (System.nanoTime() - began) / 1000.0 / done;
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
