package dev.jetcord.e2e.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jetcord.common.messaging.ConsumerDeclaration;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.ConsumerInfo;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A stream full of interactions in the wire contract's form, 1 KiB each, whose guilds take turns. Everything that consumes it does so
 * through a durable consumer with the same configuration.
 */
final class FilledStream {
    // An interaction as Discord documents it, padded to 1 KiB by what the user has typed.
    private static final byte[] BODY = body(1024);
    private static final int WINDOW = 1000;
    private static final long FIRST_GUILD = 1_000_000_000_000_000_000L;
    private static final Duration ACK_WAIT = Duration.ofSeconds(30);
    private static final int MAX_ACK_PENDING = 32_768;
    private static final int MAX_DELIVER = 20;
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 2;
    private static final double NANOS = 1e9;

    private final Connection connection;
    private final String name;
    private final int messages;

    private FilledStream(Connection connection, String name, int messages) {
        this.connection = connection;
        this.name = name;
        this.messages = messages;
    }

    static FilledStream create(Connection connection, int messages, int guilds) throws Exception {
        String name = "KEYS" + guilds;
        connection
                .jetStreamManagement()
                .addStream(StreamConfiguration.builder()
                        .name(name)
                        .subjects("bench" + guilds + ".>")
                        .storageType(StorageType.File)
                        .build());
        JetStream stream = connection.jetStream();
        var window = new ArrayDeque<CompletableFuture<PublishAck>>();
        for (int number = 0; number < messages; number++) {
            if (window.size() == WINDOW) {
                window.remove().join();
            }
            window.add(stream.publishAsync(message("bench" + guilds, number, FIRST_GUILD + number % guilds)));
        }
        window.forEach(CompletableFuture::join);
        return new FilledStream(connection, name, messages);
    }

    private static byte[] body(int size) {
        String form = """
                {"version":1,"type":2,"token":"%s","member":{"user":{"username":"ada","id":"1100000000000000001",\
                "global_name":"Ada","discriminator":"0","avatar":null},"roles":["1200000000000000001"],\
                "permissions":"2248473465835073","nick":null,"joined_at":"2026-01-01T00:00:00.000000+00:00"},\
                "locale":"en-GB","id":"1500000000000000001","guild_id":"1000000000000000001","guild_locale":"en-US",\
                "entitlements":[],"data":{"type":1,"name":"note","id":"1300000000000000001","options":[{"type":3,\
                "name":"text","value":"%s"}]},"channel_id":"1400000000000000001","channel":{"type":0,\
                "id":"1400000000000000001"},"app_permissions":"2248473465835073",\
                "application_id":"1600000000000000001","context":0}""";
        String token = "t".repeat(200);
        int padding = size - form.formatted(token, "").length();
        return form.formatted(token, "x".repeat(padding)).getBytes(UTF_8);
    }

    private static NatsMessage message(String prefix, int number, long guild) {
        var snowflake = new Snowflake(guild);
        var envelope = EventEnvelope.ofDispatch(
                "bench:" + number,
                0,
                1,
                "INTERACTION_CREATE",
                Instant.EPOCH,
                Optional.of(snowflake),
                "bench",
                new Version(1, number + 1L),
                Optional.empty());
        var headers = new Headers();
        envelope.headers().forEach(headers::add);
        return NatsMessage.builder()
                .subject(prefix + '.' + Subjects.forDispatch("INTERACTION_CREATE", Partition.of(snowflake)))
                .headers(headers)
                .data(BODY)
                .build();
    }

    int messages() {
        return messages;
    }

    String name() {
        return name;
    }

    /** Creates a durable consumer from the first message on, and the one that a worker's consumer has beside it. */
    ConsumerDeclaration consumer(String durable) throws Exception {
        var declaration = new ConsumerDeclaration(name, durable, ">", ACK_WAIT, MAX_ACK_PENDING, MAX_DELIVER);
        JetStreamManagement management = connection.jetStreamManagement();
        management.createConsumer(name, configuration(declaration));
        management.createConsumer(declaration.abandoned().stream(), configuration(declaration.abandoned()));
        return declaration;
    }

    private static ConsumerConfiguration configuration(ConsumerDeclaration declaration) {
        return ConsumerConfiguration.builder()
                .durable(declaration.durable())
                .filterSubject(declaration.filterSubject())
                .ackPolicy(AckPolicy.Explicit)
                .ackWait(declaration.ackWait())
                .maxAckPending(declaration.maxAckPending())
                .build();
    }

    /**
     * Messages a second that a consumer has acknowledged. Returns when the server has an acknowledgement of each.
     *
     * @param start when it began, by {@link System#nanoTime()}
     */
    double rate(ConsumerDeclaration declaration, long start) throws Exception {
        while (!isAllAcknowledged(declaration.durable())) {
            if (System.nanoTime() - start > LIMIT.toNanos()) {
                throw new UnmeasurableException(declaration.durable() + ": after " + LIMIT.toSeconds()
                        + " s the server still waits for acknowledgements");
            }
            Thread.sleep(POLL_MILLIS);
        }
        return messages * NANOS / (System.nanoTime() - start);
    }

    private boolean isAllAcknowledged(String durable) throws Exception {
        ConsumerInfo info = connection.jetStreamManagement().getConsumerInfo(name, durable);
        return info.getNumPending() == 0 && info.getNumAckPending() == 0;
    }

    void remove(ConsumerDeclaration declaration) throws Exception {
        JetStreamManagement management = connection.jetStreamManagement();
        management.deleteConsumer(name, declaration.durable());
        management.deleteConsumer(
                declaration.abandoned().stream(), declaration.abandoned().durable());
    }
}
