package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Feed;
import dev.jetcord.sandbox.observation.Statistics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** What the bot may do with an interaction: respond, follow up, edit, delete. Thread-safe. */
public final class BotDesk {

    private interface Act {
        Message on(Interaction interaction, Instant now) throws ApiException;
    }

    private final InteractionStore interactions;
    private final MessageStore messages;
    private final InstantSource clock;
    private final Statistics statistics;
    private final Feed feed;

    public BotDesk(
            InteractionStore interactions,
            MessageStore messages,
            InstantSource clock,
            Statistics statistics,
            Feed feed) {
        this.interactions = interactions;
        this.messages = messages;
        this.clock = clock;
        this.statistics = statistics;
        this.feed = feed;
    }

    /**
     * The first response; the {@code with_response} object. Receiving and Responding, Create Interaction Response.
     *
     * @throws ApiException 10062, 40060 or 50035
     */
    public ObjectNode respond(long id, String token, JsonNode body) throws ApiException {
        Interaction interaction = interactions
                .byToken(token)
                .filter(found -> found.origin().id() == id)
                .orElseThrow(ApiException::unknownInteraction);
        Optional<Message> shown;
        Instant now = clock.instant();
        try {
            shown = interaction.respond(body, now);
        } catch (ApiException e) {
            statistics.count(Counter.CALLBACKS_REJECTED);
            refused(interaction, "callback", e, now);
            throw e;
        }
        statistics.count(Counter.CALLBACKS);
        int type = body.path("type").asInt();
        boolean created = type == CallbackType.MESSAGE.code() || type == CallbackType.DEFERRED_MESSAGE.code();
        shown.ifPresent(created ? messages::created : messages::updated);
        told("callback", interaction, Json.object().put("callback_type", type));
        return response(interaction, type, shown);
    }

    /** Receiving and Responding, Create Followup Message. */
    public Message followUp(String token, JsonNode body) throws ApiException {
        return act(token, "followup", Counter.FOLLOWUPS, (interaction, now) -> {
            Interaction.FollowUp followUp = interaction.followUp(body, now);
            if (followUp.editedOriginal()) {
                messages.updated(followUp.message());
            } else {
                messages.created(followUp.message());
            }
            return followUp.message();
        });
    }

    /** Receiving and Responding, Get Original Interaction Response. */
    public Message get(String token, String reference) throws ApiException {
        return find(token).message(reference, clock.instant());
    }

    /** Receiving and Responding, Edit Original Interaction Response and Edit Followup Message. */
    public Message edit(String token, String reference, JsonNode changes) throws ApiException {
        return act(token, "edit", Counter.EDITS, (interaction, now) -> {
            Message message = interaction.edit(reference, changes, now);
            messages.updated(message);
            return message;
        });
    }

    /** Receiving and Responding, Delete Original Interaction Response. */
    public void delete(String token, String reference) throws ApiException {
        act(token, "delete", Counter.DELETES, (interaction, now) -> {
            Message message = interaction.delete(reference, now);
            messages.deleted(message);
            return message;
        });
    }

    private Message act(String token, String what, Counter counter, Act act) throws ApiException {
        Interaction interaction = find(token);
        Instant now = clock.instant();
        try {
            Message message = act.on(interaction, now);
            statistics.count(counter);
            told(what, interaction, Json.object().put("message_id", Json.id(message.id())));
            return message;
        } catch (ApiException e) {
            refused(interaction, what, e, now);
            throw e;
        }
    }

    private Interaction find(String token) throws ApiException {
        return interactions.byToken(token).orElseThrow(ApiException::unknownWebhook);
    }

    private void refused(Interaction interaction, String what, ApiException refusal, Instant now) {
        interaction.reject(what, refusal, now);
        told(what + "_rejected", interaction, Json.object().put("code", refusal.code()));
    }

    private void told(String what, Interaction interaction, ObjectNode details) {
        interactions.changed(interaction);
        feed.tell(
                what,
                () -> details.put("interaction_id", Json.id(interaction.origin().id()))
                        .put("command", interaction.origin().command())
                        .put("state", interaction.state(clock.instant()).key()));
    }

    private static ObjectNode response(Interaction interaction, int type, Optional<Message> shown) {
        ObjectNode json = Json.object();
        ObjectNode summary = json.putObject("interaction")
                .put("id", Json.id(interaction.origin().id()))
                .put("type", interaction.origin().type().code());
        shown.ifPresent(message -> {
            summary.put("response_message_id", Json.id(message.id()))
                    .put("response_message_loading", message.loading())
                    .put("response_message_ephemeral", message.ephemeral());
            if (!message.loading()) {
                json.putObject("resource").put("type", type).set("message", message.toJson());
            }
        });
        return json;
    }
}
