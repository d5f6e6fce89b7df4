package dev.jetcord.testkit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as the bridge publishes it, with the subject and the headers of the wire contract:
 *
 * <pre>{@code
 * TestEvent.dispatch("GUILD_CREATE").guild(41_771_983_423_143_937L).body("{\"name\":\"Home\"}")
 * }</pre>
 *
 * <p>{@link #header} and {@link #withoutHeader} make one that breaks the contract.
 *
 * @param subject on which it is published
 * @param headers as they are sent
 * @param body JSON, or whatever a test wants there
 */
public record TestEvent(String subject, Map<String, String> headers, String body) {
    private static final Snowflake NO_GUILD = new Snowflake(0);
    private static final int COMPONENT = 3;
    private static final int AUTOCOMPLETE = 4;
    private static final int MODAL = 5;
    private static final int USER_COMMAND = 2;
    private static final int MESSAGE_COMMAND = 3;

    public TestEvent {
        requireNonNull(subject, "subject");
        requireNonNull(body, "body");
        // Not copyOf: the order of the contract stays.
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /**
     * A dispatch of a session of its own that belongs to no guild and has an empty object as its body.
     *
     * @param event Discord's name, such as {@code GUILD_CREATE}
     */
    public static TestEvent dispatch(String event) {
        String session = UUID.randomUUID().toString();
        return new TestEvent(
                Subjects.forDispatch(event, Partition.of(NO_GUILD)),
                envelope(MessageIds.forDispatch(session, 1), event, Optional.empty(), session),
                "{}");
    }

    /** What a user did, as Discord tells it (Discord, "Interaction Object"). */
    public static TestEvent interaction(JsonNode body) {
        Optional<Snowflake> guild = Optional.of(body.path("guild_id").asText())
                .filter(id -> !id.isEmpty())
                .map(Snowflake::parse);
        Snowflake key = guild.orElseGet(
                () -> Snowflake.parse(body.path("user").path("id").asText()));
        return new TestEvent(
                Subjects.forInteraction(kind(body), route(body), Partition.of(key)),
                envelope(body.path("id").asText(), "INTERACTION_CREATE", guild, "session"),
                body.toString());
    }

    /** The same of a guild. */
    public TestEvent guild(long id) {
        Snowflake guild = new Snowflake(id);
        String unpartitioned = subject.substring(0, subject.lastIndexOf('.') + 1);
        return new TestEvent(unpartitioned + Partition.of(guild).token(), headers, body)
                .header(Headers.SUBJECT, guild.toString());
    }

    /** The same with another message id. */
    public TestEvent id(String id) {
        return header(Headers.ID, id).header(Headers.MESSAGE_ID, id);
    }

    /** The same at another place in its shard's order. */
    public TestEvent version(long epoch, long sequence) {
        return header(Headers.EPOCH, Long.toString(epoch)).header(Headers.GATEWAY_SEQUENCE, Long.toString(sequence));
    }

    public TestEvent body(String other) {
        return new TestEvent(subject, headers, other);
    }

    /** The same with a header set. */
    public TestEvent header(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new TestEvent(subject, changed, body);
    }

    /** The same without a header. */
    public TestEvent withoutHeader(String name) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.remove(name);
        return new TestEvent(subject, changed, body);
    }

    private static Map<String, String> envelope(String id, String event, Optional<Snowflake> guild, String session) {
        return EventEnvelope.ofDispatch(
                        id, 0, 1, event, Instant.now(), guild, session, new Version(1, 1), Optional.empty())
                .headers();
    }

    private static InteractionKind kind(JsonNode body) {
        return switch (body.path("type").asInt()) {
            case COMPONENT -> InteractionKind.COMPONENT;
            case AUTOCOMPLETE -> InteractionKind.AUTOCOMPLETE;
            case MODAL -> InteractionKind.MODAL;
            default ->
                switch (body.path("data").path("type").asInt()) {
                    case USER_COMMAND -> InteractionKind.USER;
                    case MESSAGE_COMMAND -> InteractionKind.MESSAGE;
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
}
