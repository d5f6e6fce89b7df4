package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Dispatch;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** The messages of late. Those that everybody sees are also told to the gateway. Thread-safe; the oldest are forgotten. */
public final class MessageStore {

    private final ConcurrentSkipListMap<Long, Message> messages = new ConcurrentSkipListMap<>();
    /** The map's own size is counted anew each time it is asked for. */
    private final AtomicInteger kept = new AtomicInteger();

    private final Dispatch.Sink gateway;
    private final LongSupplier ids;

    public MessageStore(Dispatch.Sink gateway, LongSupplier ids) {
        this.gateway = gateway;
        this.ids = ids;
    }

    public Optional<Message> find(long id) {
        return Optional.ofNullable(messages.get(id)).filter(message -> !message.deleted());
    }

    /** A message in a channel that answers no interaction. */
    public Message send(Message.Origin origin, MessageBody body, Instant now) {
        Message message = new Message(ids.getAsLong(), origin, now, body, false);
        created(message);
        return message;
    }

    void created(Message message) {
        messages.put(message.id(), message);
        if (kept.incrementAndGet() > DiscordLimits.MESSAGES_KEPT && messages.pollFirstEntry() != null) {
            kept.decrementAndGet();
        }
        tell("MESSAGE_CREATE", message, message.toJson());
    }

    void updated(Message message) {
        tell("MESSAGE_UPDATE", message, message.toJson());
    }

    void deleted(Message message) {
        if (messages.remove(message.id()) != null) {
            kept.decrementAndGet();
        }
        ObjectNode data = Json.object()
                .put("id", Json.id(message.id()))
                .put("channel_id", Json.id(message.origin().channel()));
        tell("MESSAGE_DELETE", message, data);
    }

    private void tell(String event, Message message, ObjectNode data) {
        if (message.ephemeral()) {
            return;
        }
        OptionalLong guild = message.origin().guild();
        if (guild.isPresent()) {
            data.put("guild_id", Json.id(guild.getAsLong()));
        }
        gateway.accept(Dispatch.of(event, guild, data));
    }
}
