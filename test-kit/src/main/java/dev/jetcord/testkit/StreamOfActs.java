package dev.jetcord.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.testing.TestNats;
import dev.jetcord.testing.TestPublisher;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** Puts what users of a local Discord do into the stream, as the bridge does. Thread-safe. */
public final class StreamOfActs implements BiConsumer<String, JsonNode>, AutoCloseable {
    private final TestPublisher publisher;
    private final AtomicReference<UnaryOperator<JsonNode>> change = new AtomicReference<>(body -> body);

    public StreamOfActs(TestNats server) throws Exception {
        this.publisher = new TestPublisher(server);
    }

    /** Changes every later body before it is published; a missing node keeps it out of the stream. */
    public void change(UnaryOperator<JsonNode> how) {
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
    public void publish(String messageId, JsonNode body) {
        TestEvent event = TestEvent.interaction(body).id(messageId);
        try {
            publisher.publish(event.subject(), event.headers(), event.body());
        } catch (Exception unpublished) {
            throw new AssertionError("the interaction did not reach the stream", unpublished);
        }
    }

    /** The same body with another field's value. */
    public static JsonNode with(JsonNode body, String field, int value) {
        ObjectNode changed = body.deepCopy();
        return changed.put(field, value);
    }

    @Override
    public void close() {
        publisher.close();
    }
}
