package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import discord4j.common.ReactorResources;
import discord4j.rest.http.client.DiscordWebClient;
import io.netty.channel.ChannelOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Connections, event loops and timer of one client, all its own, so that closing it ends them. reactor-netty's default
 * pool would hold 16 connections a host: a seventeenth interaction would wait.
 */
final class HttpResources implements AutoCloseable {
    static final int MAX_CONNECTIONS = 1024;
    private static final int MAX_WAITING = 8192;
    private static final Duration MAX_IDLE = Duration.ofSeconds(20);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final ConnectionProvider connections;
    private final LoopResources loops;
    private final Scheduler timer;
    private final ReactorResources reactor;
    private final DiscordClock clock;
    private final RestMetrics metrics;
    private final InvalidResponses invalid;

    HttpResources(DiscordClock clock, RestMetrics metrics, InvalidResponses invalid) {
        this.clock = requireNonNull(clock, "clock");
        this.metrics = requireNonNull(metrics, "metrics");
        this.invalid = requireNonNull(invalid, "invalid");
        this.connections = ConnectionProvider.builder("discord")
                .maxConnections(MAX_CONNECTIONS)
                .pendingAcquireMaxCount(MAX_WAITING)
                .pendingAcquireTimeout(CONNECT_TIMEOUT)
                .maxIdleTime(MAX_IDLE)
                .evictInBackground(MAX_IDLE)
                .lifo()
                .build();
        this.loops = LoopResources.create("discord-http");
        this.timer = Schedulers.newSingle("discord-timer", true);
        HttpClient client = HttpClient.create(connections)
                .runOn(loops)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
                .compress(true)
                // We know better which requests may be repeated.
                .disableRetry(true)
                .doOnResponse((response, connection) -> observe(response));
        this.reactor = new ReactorResources(client, timer, timer);
    }

    ReactorResources reactor() {
        return reactor;
    }

    void later(Runnable task, Duration delay) {
        timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        connections.disposeLater().block(CLOSE_TIMEOUT);
        timer.dispose();
        loops.disposeLater(Duration.ZERO, CLOSE_TIMEOUT).block(CLOSE_TIMEOUT.plusSeconds(1));
    }

    private void observe(HttpClientResponse response) {
        long sentMillis = response.currentContextView().<Long>get(DiscordWebClient.KEY_REQUEST_TIMESTAMP);
        Endpoint endpoint = response.currentContextView().get(Endpoint.class);
        Instant sent = Instant.ofEpochMilli(sentMillis);
        int status = response.status().code();
        metrics.answered(endpoint, status, Duration.between(sent, Instant.now()));
        String scope = response.responseHeaders().get("X-RateLimit-Scope", "");
        if (status == 429) {
            metrics.rateLimited(endpoint, scope);
        }
        invalid.answered(status, scope);
        String date = response.responseHeaders().get("Date");
        if (date != null) {
            try {
                clock.answered(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from), sent);
            } catch (DateTimeException malformed) {
                // A proxy may write what it likes; the clock then goes on with what it knows.
                return;
            }
        }
    }
}
