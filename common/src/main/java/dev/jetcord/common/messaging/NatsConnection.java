package dev.jetcord.common.messaging;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.operations.Health;
import dev.jetcord.common.tracing.Tracer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one NATS connection of a service. It exists before the server does: {@link #awaitConnected} waits for an absent
 * server for as long as it takes, and says so; later outages are mended by the client itself, without end.
 *
 * <p>Thread-safe.
 */
public final class NatsConnection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NatsConnection.class);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration RECONNECT_WAIT = Duration.ofMillis(250);
    /** Two unanswered pings end a connection whose other end vanished without a word. */
    private static final Duration PING_INTERVAL = Duration.ofSeconds(5);

    private static final int ATTEMPTS_BETWEEN_REMINDERS = 20;

    private final NatsConfiguration configuration;
    private final String service;
    private final String instance;
    private final Tracer tracer;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private volatile String problem;
    private volatile Optional<Instant> certificateEnd = Optional.empty();

    /**
     * Prepares a connection; nothing is opened yet.
     *
     * @param name the service, which is also the name of its user where the server knows users
     */
    public NatsConnection(NatsConfiguration configuration, String name) {
        this(configuration, name, Tracer.OFF);
    }

    /**
     * Prepares a connection.
     *
     * @param tracer where it is recorded what comes and goes by it; the caller closes it
     */
    public NatsConnection(NatsConfiguration configuration, String name, Tracer tracer) {
        this.tracer = requireNonNull(tracer, "tracer");
        this.configuration = requireNonNull(configuration, "configuration");
        this.service = requireNonNull(name, "name");
        this.instance = name
                + '-'
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong(), 6);
        this.problem = "not connected to NATS at " + configuration + " yet";
    }

    /** Where it is recorded what comes and goes by this connection. */
    public Tracer tracer() {
        return tracer;
    }

    /**
     * Waits until connected, for as long as it takes.
     *
     * @return the client's connection
     * @throws InterruptedException when interrupted, or closed meanwhile
     */
    public Connection awaitConnected() throws InterruptedException {
        for (int attempt = 0; ; attempt++) {
            Optional<Connection> opened = connect(attempt);
            if (opened.isPresent()) {
                return opened.get();
            }
            pause();
        }
    }

    /**
     * Waits until connected, for a job that is to end.
     *
     * @param most how long at most
     * @return the client's connection
     * @throws IOException when there is no connection by then; the message says why and what to do
     * @throws InterruptedException when interrupted, or closed meanwhile
     */
    public Connection awaitConnected(Duration most) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + most.toNanos();
        for (int attempt = 0; ; attempt++) {
            Optional<Connection> opened = connect(attempt);
            if (opened.isPresent()) {
                return opened.get();
            }
            if (System.nanoTime() - deadline >= 0) {
                throw new IOException(problem + " (waited " + most + ")");
            }
            pause();
        }
    }

    /**
     * The client's connection.
     *
     * @throws IllegalStateException before {@link #awaitConnected} has returned
     */
    public Connection connection() {
        Connection opened = connection;
        if (opened == null) {
            throw new IllegalStateException(problem);
        }
        return opened;
    }

    /** The service and a random part: this process among its like, also as the server's monitoring shows it. */
    public String instance() {
        return instance;
    }

    /** What the inboxes of a service begin with: answers come there, and no other service may read them. */
    public static String inboxPrefix(String service) {
        return "_INBOX." + service;
    }

    /** Whether the connection is usable now. */
    public Health health() {
        return () -> {
            Connection opened = connection;
            if (opened == null) {
                return Health.Status.unhealthy(problem);
            }
            return switch (opened.getStatus()) {
                case CONNECTED -> Health.Status.OK;
                case CLOSED -> closedForGood();
                case DISCONNECTED, RECONNECTING, CONNECTING ->
                    Health.Status.unhealthy("the connection to NATS at " + configuration + " is " + opened.getStatus()
                            + "; it is retried without end");
            };
        };
    }

    /**
     * Whether the connection can still be mended. The client gives a server up that refuses its credentials twice, whatever
     * its limit of reconnects; then only a restart helps.
     */
    public Health liveness() {
        return () -> {
            Connection opened = connection;
            return opened != null && opened.getStatus() == Connection.Status.CLOSED
                    ? closedForGood()
                    : Health.Status.OK;
        };
    }

    private Health.Status closedForGood() {
        return Health.Status.unhealthy("the connection to NATS at " + configuration
                + " is closed for good, as when the server refuses our credentials; restart the service");
    }

    /** Shows whether it is connected, and how long the certificate of the server it dialled last is valid. */
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "jetcord.nats.connected",
                        this,
                        nats -> nats.health().check().healthy() ? 1 : 0)
                .description("1 while the connection to NATS is usable")
                .register(registry);
        Gauge.builder(
                        "jetcord.nats.certificate.expiry.timestamp",
                        this,
                        nats -> nats.certificateEnd
                                .map(Instant::getEpochSecond)
                                .map(Long::doubleValue)
                                .orElse(Double.NaN))
                .baseUnit("seconds")
                .description("When the NATS server's certificate expires, in seconds since 1970; NaN without TLS")
                .register(registry);
    }

    /** Closes the connection, and ends a wait for one. What was not flushed may be lost: drain first. */
    @Override
    public void close() {
        closed.countDown();
        Connection opened = connection;
        if (opened != null) {
            close(opened);
        }
    }

    private Optional<Connection> connect(int attempt) throws InterruptedException {
        NatsEventLog events = new NatsEventLog();
        try {
            Connection opened = Nats.connect(options(events));
            connection = opened;
            if (closed.getCount() == 0) {
                close(opened);
                throw new InterruptedException("closed while connecting");
            }
            log.info("connected to NATS {} at {}", opened.getServerInfo().getVersion(), opened.getConnectedUrl());
            return Optional.of(opened);
        } catch (AuthenticationException refused) {
            report(
                    attempt,
                    "NATS at " + configuration + " refuses our credentials; check NATS_NKEY or NATS_CREDENTIALS");
        } catch (IOException absent) {
            report(
                    attempt,
                    events.insecurity()
                            .map(why -> "NATS at " + configuration + " is not the one that is meant: " + why
                                    + "; check NATS_CA, and that NATS_URL has the names of its certificate")
                            .orElse("NATS at " + configuration + " cannot be reached; start it or correct NATS_URL"));
        }
        return Optional.empty();
    }

    private void pause() throws InterruptedException {
        if (closed.await(RECONNECT_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("closed while waiting for NATS");
        }
    }

    private static void close(Connection opened) {
        try {
            opened.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void report(int attempt, String what) {
        problem = what;
        if (attempt % ATTEMPTS_BETWEEN_REMINDERS == 0) {
            log.warn("{} (waiting, tried {} times)", what, attempt + 1);
        }
    }

    private Options options(NatsEventLog events) {
        Options.Builder options = Options.builder()
                .servers(configuration.servers().toArray(String[]::new))
                .connectionName(instance)
                .inboxPrefix(inboxPrefix(service))
                .connectionTimeout(CONNECT_TIMEOUT)
                .maxReconnects(-1)
                .reconnectWait(RECONNECT_WAIT)
                .reconnectJitter(RECONNECT_WAIT)
                .pingInterval(PING_INTERVAL)
                .errorListener(events)
                .connectionListener(events);
        configuration.credentialsFile().ifPresent(options::credentialPath);
        configuration.key().ifPresent(key -> options.authHandler(key.authentication()));
        if (configuration.secured()) {
            options.sslContext(
                    ServerTrust.context(configuration.authority(), end -> certificateEnd = Optional.of(end)));
            // A certificate is of a name, which every other mode replaces by an address first.
            options.hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs);
        }
        return options.build();
    }
}
