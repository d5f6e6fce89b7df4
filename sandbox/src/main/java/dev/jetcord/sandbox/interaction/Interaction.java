package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One interaction and all the rules of answering it; knows no clock and no network. Thread-safe. Receiving and
 * Responding to Interactions.
 */
public final class Interaction {

    /** What the user's screen says. */
    public enum State {
        /** Nothing has come yet, and there is time left. */
        SENT,
        /** Acknowledged, and nothing to read yet. */
        THINKING,
        ANSWERED,
        /** No first response in 3 s, or nothing after a deferral in 15 min: "The application did not respond". */
        FAILED;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is fixed when a user acts. */
    public record Origin(
            long id, String token, InteractionType type, String command, Instant createdAt, Message.Origin message) {

        @Override
        public String toString() {
            return "Origin[id=" + Json.id(id) + ", token=***, type=" + type + ", command=" + command + "]";
        }
    }

    private static final double NANOS_A_MILLISECOND = 1e6;

    private record Acknowledged(Callback callback, Instant at) {}

    private final Origin origin;
    private final @Nullable Message source;
    private final LongSupplier ids;
    private final List<Message> messages = new ArrayList<>();
    private final List<ObjectNode> rejected = new ArrayList<>();
    private @Nullable Acknowledged acknowledged;
    private @Nullable Message original;
    private boolean updated;

    /**
     * A user acts.
     *
     * @param source the message whose component was used, or that opened the modal
     * @param ids gives each new message its id
     */
    Interaction(Origin origin, Optional<Message> source, LongSupplier ids) {
        this.origin = origin;
        this.source = source.orElse(null);
        this.ids = ids;
    }

    public Origin origin() {
        return origin;
    }

    /** Where the interaction stands at a moment. */
    public synchronized State state(Instant now) {
        Acknowledged first = acknowledged;
        if (first == null) {
            return late(now, DiscordLimits.FIRST_RESPONSE) ? State.FAILED : State.SENT;
        }
        return switch (first.callback()) {
            case Callback.Say ignored -> State.ANSWERED;
            case Callback.Choices ignored -> State.ANSWERED;
            case Callback.Modal ignored -> State.ANSWERED;
            case Callback.Defer ignored -> afterDeferral(now);
            case Callback.Acknowledge ignored -> updated || !messages.isEmpty() ? State.ANSWERED : State.THINKING;
        };
    }

    private State afterDeferral(Instant now) {
        if (messages.stream().anyMatch(message -> !message.loading())) {
            return State.ANSWERED;
        }
        return late(now, DiscordLimits.INTERACTION_TOKEN_LIFE) ? State.FAILED : State.THINKING;
    }

    private boolean late(Instant now, Duration limit) {
        return now.isAfter(origin.createdAt().plus(limit));
    }

    /**
     * The first response; the message that it made or changed.
     *
     * @throws ApiException 40060, 10062 after 3 s, or what is wrong with the body
     */
    synchronized Optional<Message> respond(JsonNode body, Instant now) throws ApiException {
        if (acknowledged != null) {
            throw ApiException.alreadyAcknowledged();
        }
        if (late(now, DiscordLimits.FIRST_RESPONSE)) {
            throw ApiException.unknownInteraction();
        }
        Callback callback = Callback.read(body, origin.type(), source != null);
        Optional<Message> shown = show(callback, now);
        acknowledged = new Acknowledged(callback, now);
        return shown;
    }

    private Optional<Message> show(Callback callback, Instant now) throws ApiException {
        return switch (callback) {
            case Callback.Say(CallbackType type, JsonNode data)
            when type == CallbackType.MESSAGE -> {
                original = add(MessageBody.read(data, "data."), false, now);
                yield Optional.of(original);
            }
            case Callback.Say(CallbackType ignored, JsonNode data) -> {
                Message changed = requireSource();
                changed.edit(changed.body().patched(data, "data."), now);
                original = changed;
                updated = true;
                yield Optional.of(changed);
            }
            case Callback.Defer(int flags) -> {
                original = add(MessageBody.loading(flags), true, now);
                yield Optional.of(original);
            }
            case Callback.Acknowledge(CallbackType type) -> {
                original = type == CallbackType.DEFERRED_UPDATE ? requireSource() : null;
                yield Optional.empty();
            }
            case Callback.Choices ignored -> Optional.empty();
            case Callback.Modal ignored -> Optional.empty();
        };
    }

    private Message requireSource() {
        if (source == null) {
            throw new IllegalStateException("an update was accepted without a message to update");
        }
        return source;
    }

    private Message add(MessageBody body, boolean loading, Instant now) {
        Message message = new Message(ids.getAsLong(), origin.message(), now, body, loading);
        messages.add(message);
        return message;
    }

    /** What became of a followup: directly after a deferral it edits the original instead. */
    record FollowUp(Message message, boolean editedOriginal) {}

    synchronized FollowUp followUp(JsonNode body, Instant now) throws ApiException {
        requireToken(now);
        Message first = original;
        if (first != null && first.loading() && !first.deleted()) {
            MessageBody given = MessageBody.read(body, "");
            int flags = (given.flags() & ~MessageBody.EPHEMERAL) | (first.ephemeral() ? MessageBody.EPHEMERAL : 0);
            first.edit(given.withFlags(flags), now);
            return new FollowUp(first, true);
        }
        return new FollowUp(add(MessageBody.read(body, ""), false, now), false);
    }

    /**
     * A message of this interaction by its id or as {@code @original}.
     *
     * @throws ApiException 50027 after 15 min, 10015 before any response, 10008 if there is no such message
     */
    synchronized Message message(String reference, Instant now) throws ApiException {
        requireToken(now);
        Message found = reference.equals("@original")
                ? original
                : messages.stream()
                        .filter(message -> Json.id(message.id()).equals(reference))
                        .findFirst()
                        .orElse(null);
        if (found == null || found.deleted()) {
            throw ApiException.unknownMessage();
        }
        return found;
    }

    synchronized Message edit(String reference, JsonNode changes, Instant now) throws ApiException {
        Message message = message(reference, now);
        message.edit(message.body().patched(changes, ""), now);
        updated = true;
        return message;
    }

    synchronized Message delete(String reference, Instant now) throws ApiException {
        Message message = message(reference, now);
        message.delete();
        return message;
    }

    /** A request that was refused, for the user of the sandbox to see. */
    synchronized void reject(String what, ApiException refusal, Instant now) {
        rejected.add(refusal.toJson()
                .put("request", what)
                .put("status", refusal.status())
                .put("at", now.toString()));
    }

    private void requireToken(Instant now) throws ApiException {
        if (late(now, DiscordLimits.INTERACTION_TOKEN_LIFE)) {
            throw ApiException.invalidWebhookToken();
        }
        if (acknowledged == null || acknowledged.callback() instanceof Callback.Choices) {
            throw ApiException.unknownWebhook();
        }
    }

    /** The modal that is open for the user. */
    synchronized Optional<JsonNode> modal() {
        return acknowledged != null && acknowledged.callback() instanceof Callback.Modal(JsonNode modal)
                ? Optional.of(modal)
                : Optional.empty();
    }

    synchronized Optional<Message> source() {
        return Optional.ofNullable(source);
    }

    /** What the user sees. */
    public synchronized ObjectNode toView(Instant now) {
        ObjectNode view = Json.object()
                .put("id", Json.id(origin.id()))
                .put("type", origin.type().name().toLowerCase(Locale.ROOT))
                .put("command", origin.command())
                .put("state", state(now).key())
                .put("sent_at", origin.createdAt().toString());
        Message last = messages.stream()
                .filter(message -> !message.deleted() && !message.loading())
                .reduce((before, after) -> after)
                .orElse(original);
        view.put("ephemeral", last != null && last.ephemeral());
        ArrayNode list = view.putArray("messages");
        messages.forEach(message -> list.add(message.toView()));
        if (source != null) {
            view.set("source", source.toView());
        }
        Acknowledged first = acknowledged;
        if (first != null) {
            view.putObject("callback")
                    .put("type", first.callback().type().code())
                    .put(
                            "latency_ms",
                            Duration.between(origin.createdAt(), first.at()).toNanos() / NANOS_A_MILLISECOND)
                    .put("at", first.at().toString());
            if (first.callback() instanceof Callback.Choices(ArrayNode choices)) {
                view.set("choices", choices);
            }
        }
        modal().ifPresent(modal -> view.set("modal", modal));
        ArrayNode refusals = view.putArray("rejected");
        rejected.forEach(refusals::add);
        if (state(now) == State.FAILED) {
            view.put("error", "The application did not respond");
        }
        return view;
    }
}
