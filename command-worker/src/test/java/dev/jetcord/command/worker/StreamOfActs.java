package dev.jetcord.command.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestPublisher;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Puts what users of a local Discord do into the stream, as the bridge does. Thread-safe. */
final class StreamOfActs implements BiConsumer<String, JsonNode>, AutoCloseable {
    private final TestPublisher publisher;
    private final AtomicReference<UnaryOperator<JsonNode>> change = new AtomicReference<>(body -> body);

    StreamOfActs(TestNats server) throws Exception {
        this.publisher = new TestPublisher(server);
    }

    /** Changes every later body before it is published; a missing node keeps it out of the stream. */
    void change(UnaryOperator<JsonNode> how) {
        change.set(how);
    }

    @Override
    public void accept(String event, JsonNode body) {
        if (event.equals("INTERACTION_CREATE")) {
            JsonNode changed = change.get().apply(body);
            if (!changed.isMissingNode()) {
                publish(body.path("id").asText(), changed);
            }
        }
    }

    /** Publishes an interaction under a message id. */
    void publish(String messageId, JsonNode body) {
        Optional<Snowflake> guild = Optional.of(body.path("guild_id").asText())
                .filter(id -> !id.isEmpty())
                .map(Snowflake::parse);
        EventEnvelope envelope = EventEnvelope.ofDispatch(
                messageId,
                0,
                1,
                "INTERACTION_CREATE",
                Instant.now(),
                guild,
                "session",
                new Version(1, 1),
                Optional.empty());
        Snowflake key = guild.orElseGet(
                () -> Snowflake.parse(body.path("user").path("id").asText()));
        try {
            publisher.publish(
                    Subjects.forInteraction(kind(body), route(body), Partition.of(key)),
                    envelope.headers(),
                    body.toString());
        } catch (Exception unpublished) {
            throw new AssertionError("the interaction did not reach the stream", unpublished);
        }
    }

    private static InteractionKind kind(JsonNode body) {
        return switch (body.path("type").asInt()) {
            case 3 -> InteractionKind.COMPONENT;
            case 4 -> InteractionKind.AUTOCOMPLETE;
            case 5 -> InteractionKind.MODAL;
            default ->
                switch (body.path("data").path("type").asInt()) {
                    case 2 -> InteractionKind.USER;
                    case 3 -> InteractionKind.MESSAGE;
                    default -> InteractionKind.SLASH;
                };
        };
    }

    private static String route(JsonNode body) {
        JsonNode data = body.path("data");
        return data.has("custom_id")
                ? Subjects.route(data.path("custom_id").asText())
                : data.path("name").asText();
    }

    /** The same body with another field's value. */
    static JsonNode with(JsonNode body, String field, int value) {
        ObjectNode changed = body.deepCopy();
        return changed.put(field, value);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
