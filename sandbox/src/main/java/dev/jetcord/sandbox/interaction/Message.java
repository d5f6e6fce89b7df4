package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** A message that somebody sees. Thread-safe: what can change is replaced as a whole. Message, Message Object. */
public final class Message {

    /**
     * Where a message is and who wrote it.
     *
     * @param fixed makes the fields that never change: kept as a tree, they would be most of what a message takes
     */
    public record Origin(long channel, OptionalLong guild, Supplier<ObjectNode> fixed) {}

    private record State(MessageBody body, boolean loading, Optional<Instant> edited, boolean deleted) {}

    private final long id;
    private final Origin origin;
    private final Instant sentAt;
    private volatile State state;

    Message(long id, Origin origin, Instant sentAt, MessageBody body, boolean loading) {
        this.id = id;
        this.origin = origin;
        this.sentAt = sentAt;
        this.state = new State(body, loading, Optional.empty(), false);
    }

    public long id() {
        return id;
    }

    public Origin origin() {
        return origin;
    }

    MessageBody body() {
        return state.body;
    }

    public boolean ephemeral() {
        return state.body.ephemeral();
    }

    boolean loading() {
        return state.loading;
    }

    public boolean deleted() {
        return state.deleted;
    }

    /** Fills a loading message, or edits one that is there. */
    void edit(MessageBody body, Instant now) {
        State old = state;
        state = new State(body, false, old.loading ? Optional.empty() : Optional.of(now), old.deleted);
    }

    void delete() {
        State old = state;
        state = new State(old.body, old.loading, old.edited, true);
    }

    /** A component of this message by its custom id. */
    Optional<JsonNode> component(String customId) {
        return find(state.body.components(), customId);
    }

    private static Optional<JsonNode> find(JsonNode components, String customId) {
        for (JsonNode component : components) {
            if (component.path("custom_id").asText().equals(customId)) {
                return Optional.of(component);
            }
            Optional<JsonNode> below = find(component.path("components"), customId);
            if (below.isPresent()) {
                return below;
            }
        }
        return Optional.empty();
    }

    /** As the bot sees it. */
    public ObjectNode toJson() {
        State now = state;
        ObjectNode json = Json.object()
                .put("id", Json.id(id))
                .put("channel_id", Json.id(origin.channel))
                .put("content", now.body.content())
                .put("timestamp", sentAt.toString())
                .put("edited_timestamp", now.edited.map(Instant::toString).orElse(null))
                .put("tts", now.body.tts())
                .put("mention_everyone", false)
                .put("pinned", false)
                .put("flags", now.body.flags() | (now.loading ? MessageBody.LOADING : 0));
        json.setAll(origin.fixed.get());
        json.set("embeds", now.body.embeds().deepCopy());
        json.set("components", now.body.components().deepCopy());
        json.set("attachments", now.body.attachments().deepCopy());
        for (String empty : new String[] {"mentions", "mention_roles"}) {
            json.putArray(empty);
        }
        return json;
    }

    /** As the user sees it. */
    ObjectNode toView() {
        State now = state;
        ObjectNode view = Json.object()
                .put("id", Json.id(id))
                .put("content", now.body.content())
                .put("ephemeral", now.body.ephemeral())
                .put("loading", now.loading)
                .put("edited", now.edited.isPresent())
                .put("deleted", now.deleted);
        view.set("embeds", now.body.embeds().deepCopy());
        view.set("components", now.body.components().deepCopy());
        view.set("attachments", now.body.attachments().deepCopy());
        return view;
    }
}
