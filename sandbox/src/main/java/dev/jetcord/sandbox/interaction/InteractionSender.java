package dev.jetcord.sandbox.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.observation.Statistics;
import dev.jetcord.sandbox.world.Dispatch;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.Snowflakes;
import dev.jetcord.sandbox.world.World;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Makes interactions and sends INTERACTION_CREATE. Thread-safe. Receiving and Responding, Interaction Structure. */
public final class InteractionSender {

    private final World world;
    private final Snowflakes snowflakes;
    private final SecureRandom random;
    private final InteractionStore interactions;
    private final Dispatch.Sink gateway;
    private final Statistics statistics;

    public InteractionSender(
            World world,
            Snowflakes snowflakes,
            SecureRandom random,
            InteractionStore interactions,
            Dispatch.Sink gateway,
            Statistics statistics) {
        this.world = world;
        this.snowflakes = snowflakes;
        this.random = random;
        this.interactions = interactions;
        this.gateway = gateway;
        this.statistics = statistics;
    }

    Interaction send(InteractionType type, String command, Place place, ObjectNode data, Optional<Message> source) {
        long id = snowflakes.next();
        Instant now = Snowflakes.instant(id);
        Message.Origin messages = new Message.Origin(
                place.channel().id(), place.guildId(), () -> messageFields(id, type, command, place, source));
        Interaction.Origin origin = new Interaction.Origin(id, newToken(), type, command, now, messages);
        Interaction interaction = new Interaction(origin, source, snowflakes::next);
        interactions.add(interaction);
        statistics.count(Counter.INTERACTIONS);
        gateway.accept(Dispatch.of("INTERACTION_CREATE", place.guildId(), payload(origin, place, data, source)));
        return interaction;
    }

    private ObjectNode payload(Interaction.Origin origin, Place place, ObjectNode data, Optional<Message> source) {
        ObjectNode payload = Json.object()
                .put("id", Json.id(origin.id()))
                .put("application_id", Json.id(world.bot().applicationId()))
                .put("type", origin.type().code())
                .put("token", origin.token())
                .put("version", 1)
                .put("locale", "en-US")
                .put("attachment_size_limit", DiscordLimits.ATTACHMENT_BYTES);
        payload.set("data", data);
        payload.putArray("entitlements");
        place.describe(payload, place.guild().map(this::botMember).orElseGet(this::botAlone));
        source.ifPresent(message -> payload.set("message", message.toJson()));
        return payload;
    }

    private Member botMember(Guild guild) {
        return guild.member(world.bot().user().id()).orElseGet(this::botAlone);
    }

    private Member botAlone() {
        return new Member(world.bot().user(), Set.of(), Optional.empty(), Instant.EPOCH);
    }

    /** What every message that answers the interaction says of itself. Message, Message Object. */
    private ObjectNode messageFields(
            long id, InteractionType type, String command, Place place, Optional<Message> source) {
        ObjectNode fields = Json.object()
                .put("type", type == InteractionType.COMMAND ? 20 : 0)
                .put("application_id", Json.id(world.bot().applicationId()))
                .put("webhook_id", Json.id(world.bot().applicationId()));
        fields.set("author", world.bot().user().toJson());
        ObjectNode metadata =
                fields.putObject("interaction_metadata").put("id", Json.id(id)).put("type", type.code());
        metadata.set("user", place.user().toJson());
        metadata.putObject("authorizing_integration_owners");
        if (type == InteractionType.COMMAND) {
            metadata.put("name", command);
            fields.putObject("interaction")
                    .put("id", Json.id(id))
                    .put("type", type.code())
                    .put("name", command)
                    .set("user", place.user().toJson());
        }
        source.ifPresent(message -> metadata.put("interacted_message_id", Json.id(message.id())));
        return fields;
    }

    private String newToken() {
        byte[] bytes = new byte[120];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
