package dev.jetcord.common.messaging.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.messaging.Difference;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.TopologyException;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * A NATS server with the topology on it, consumers of {@code event-worker} on a connection to it, and what they said. All
 * instances count into one registry.
 */
final class ConsumerWorld implements AutoCloseable {
    static final RetryPolicy RETRY = new RetryPolicy(3, Duration.ofMillis(10), Duration.ofMillis(50));
    static final Duration STOP = Duration.ofSeconds(5);

    private static final String SUBJECT = "events.state.guild_create.p00";

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<Failure> reported = new ConcurrentLinkedQueue<>();
    private final List<BaseNatsConsumer<String>> consumers = new ArrayList<>();
    private final List<NatsConnection> connections = new ArrayList<>();
    private final Optional<TestNats> server;
    private final NatsConnection nats;
    private final InstantSource clock;
    private int published;

    private ConsumerWorld(Optional<TestNats> server, String url, int replicas, InstantSource clock) throws Exception {
        this.server = server;
        this.clock = clock;
        this.nats = connect(url);
        new Provisioner(nats, replicas).apply();
    }

    static ConsumerWorld start() throws Exception {
        return start(InstantSource.system());
    }

    /** A world whose workers have a clock of their own; the server keeps the true one. */
    static ConsumerWorld start(InstantSource clock) throws Exception {
        TestNats server = TestNats.start();
        return new ConsumerWorld(Optional.of(server), server.url(), 1, clock);
    }

    /** A world on a server of the test's own, which outlives it. */
    static ConsumerWorld on(String url, int replicas) throws Exception {
        return new ConsumerWorld(Optional.empty(), url, replicas, InstantSource.system());
    }

    /** Another connection, as of another instance; closed with the world. */
    NatsConnection connect(String url) throws InterruptedException {
        NatsConnection opened = new NatsConnection(new NatsConfiguration(List.of(url), Optional.empty()), "test");
        connections.add(opened);
        opened.awaitConnected();
        return opened;
    }

    void provision() throws Exception {
        new Provisioner(nats, 1).apply();
    }

    /** What of the server's is not as declared. */
    List<Difference> differences() throws IOException, TopologyException {
        return new Provisioner(nats, 1).differences();
    }

    /** What is asked of the event worker's consumer from now on. */
    Queue<String> requests() throws Exception {
        Queue<String> requests = new ConcurrentLinkedQueue<>();
        nats.connection()
                .createDispatcher(message -> requests.add(new String(message.getData(), UTF_8)))
                .subscribe("$JS.API.CONSUMER.MSG.NEXT." + Topology.EVENTS + ".event-worker");
        nats.connection().flush(STOP);
        return requests;
    }

    /** A consumer of the server's that differs from the topology's. */
    void declare(ConsumerDeclaration declaration) throws IOException, JetStreamApiException {
        management()
                .addOrUpdateConsumer(
                        declaration.stream(),
                        ConsumerConfiguration.builder()
                                .durable(declaration.durable())
                                .filterSubject(declaration.filterSubject())
                                .ackPolicy(AckPolicy.Explicit)
                                .ackWait(declaration.ackWait())
                                .maxAckPending(declaration.maxAckPending())
                                .maxDeliver(declaration.maxDeliver())
                                .build());
    }

    /** The event worker's consumer with another ack wait and limit of deliveries, which the server has as well. */
    ConsumerDeclaration declare(Duration ackWait, long maxDeliver) throws IOException, JetStreamApiException {
        ConsumerDeclaration usual = Topology.EVENT_WORKER;
        ConsumerDeclaration declaration = new ConsumerDeclaration(
                usual.stream(), usual.durable(), usual.filterSubject(), ackWait, usual.maxAckPending(), maxDeliver);
        declare(declaration);
        return declaration;
    }

    static ConsumerSettings settings(int permits) {
        return settings(Topology.EVENT_WORKER, permits);
    }

    static ConsumerSettings settings(ConsumerDeclaration declaration, int permits) {
        return ConsumerSettings.of(declaration)
                .withPermits(permits)
                .withRetry(RETRY)
                .withHandlerCap(Duration.ofSeconds(30));
    }

    BaseNatsConsumer<String> consume(int permits, Handler<String> handler) throws IOException {
        return consume(settings(permits), handler);
    }

    BaseNatsConsumer<String> consume(ConsumerSettings settings, Handler<String> handler) throws IOException {
        return consume(settings, nats, handler);
    }

    BaseNatsConsumer<String> consume(ConsumerSettings settings, NatsConnection over, Handler<String> handler)
            throws IOException {
        return started(new BaseNatsConsumer<>(
                settings,
                over,
                ConsumerWorld::decode,
                handler,
                (body, failure) -> reported.add(failure),
                registry,
                clock,
                RandomGenerator.getDefault()));
    }

    BaseNatsConsumer<String> consume(ConsumerSettings settings, BatchLimits batch, BatchHandler<String> handler)
            throws IOException {
        return started(new BaseNatsConsumer<>(
                settings,
                batch,
                nats,
                ConsumerWorld::decode,
                handler,
                (body, failure) -> reported.add(failure),
                registry,
                clock,
                RandomGenerator.getDefault()));
    }

    /** Publishes as of a guild of its own: it waits for no other message. Returns when the stream has it. */
    void publish(String body) throws IOException, JetStreamApiException {
        connection().jetStream().publish(message(published + 1, body));
    }

    /** Publishes as of a guild. Returns when the stream has it. */
    void publish(long guild, String body) throws IOException, JetStreamApiException {
        connection().jetStream().publish(message(guild, body));
    }

    /** Publishes, and does not wait for the stream to have it. */
    void send(long guild, String body) {
        connection().publish(message(guild, body));
    }

    double settled(String outcome) {
        return registry.get("jetcord.consumer.messages")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    double deadLetters(Failure.Reason reason) {
        return registry.get("jetcord.consumer.dead.letters")
                .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                .counter()
                .count();
    }

    double count(String name) {
        return registry.get("jetcord.consumer." + name).counter().count();
    }

    /** A gauge; of the first instance where there are several. */
    double gauge(String name) {
        return registry.get("jetcord.consumer." + name).gauge().value();
    }

    SimpleMeterRegistry registry() {
        return registry;
    }

    Queue<Failure> reported() {
        return reported;
    }

    TestNats server() {
        return server.orElseThrow();
    }

    NatsConnection nats() {
        return nats;
    }

    Connection connection() {
        return nats.connection();
    }

    JetStreamManagement management() throws IOException {
        return connection().jetStreamManagement();
    }

    MessageInfo letter() throws IOException, JetStreamApiException {
        return management().getMessage(Topology.DEADLETTERS, 1);
    }

    ConsumerInfo info() throws IOException, JetStreamApiException {
        return management().getConsumerInfo(Topology.EVENTS, "event-worker");
    }

    long stored(String stream) throws IOException, JetStreamApiException {
        return management().getStreamInfo(stream).getStreamState().getMsgCount();
    }

    @Override
    public void close() {
        try {
            for (BaseNatsConsumer<String> consumer : consumers) {
                // What a test has drained is idle, and drained again at once.
                consumer.drain(STOP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(NatsConnection::close);
        server.ifPresent(TestNats::close);
    }

    private BaseNatsConsumer<String> started(BaseNatsConsumer<String> consumer) {
        consumers.add(consumer);
        consumer.start();
        return consumer;
    }

    /** What {@link #publish(long, String)} publishes. */
    NatsMessage message(long guild, String body) {
        int sequence = ++published;
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                "s:" + sequence,
                0,
                1,
                "GUILD_CREATE",
                Instant.now(),
                Optional.of(new Snowflake(guild)),
                "s",
                new Version(1, sequence),
                Optional.empty());
        Headers headers = new Headers();
        envelope.headers().forEach((name, value) -> headers.put(name, value));
        return NatsMessage.builder()
                .subject(SUBJECT)
                .headers(headers)
                .data(body)
                .build();
    }

    private static String decode(EventEnvelope envelope, byte[] body) throws InvalidMessageException {
        String text = new String(body, UTF_8);
        if (text.equals("bad")) {
            throw new InvalidMessageException("it is bad");
        }
        return text;
    }
}
