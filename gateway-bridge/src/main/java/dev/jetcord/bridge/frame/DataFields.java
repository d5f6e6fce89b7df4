package dev.jetcord.bridge.frame;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a {@code d} that the bridge understands, taken from its top level and from {@code data}, {@code user},
 * {@code member.user} and {@code author} below it. What they mean depends on the event, whose name may come later, so all
 * are noted. Everything else is skipped, however deep it is.
 */
final class DataFields {
    /** In these events the guild is the payload itself, and stands in its {@code id} (Discord, "Receive Events"). */
    private static final Set<String> GUILD_IS_PAYLOAD = Set.of("GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE");

    private static final String INTERACTION_CREATE = "INTERACTION_CREATE";

    private @Nullable String id;
    private @Nullable String guildId;
    private @Nullable String userId;
    private int type;
    private int dataType;
    private @Nullable String dataName;
    private @Nullable String customId;
    private @Nullable String sessionId;
    private @Nullable String resumeUrl;
    private long heartbeatInterval;

    /** Reads the object that {@code parser} has just entered, to its end. */
    void read(JsonParser parser) throws IOException {
        object(parser, JsonToken.START_OBJECT, (name, value) -> {
            switch (name) {
                case "id" -> id = text(parser, value);
                case "guild_id" -> guildId = text(parser, value);
                case "user_id" -> userId = text(parser, value);
                case "session_id" -> sessionId = text(parser, value);
                case "resume_gateway_url" -> resumeUrl = text(parser, value);
                case "type" -> type = smallNumber(parser, value);
                case "heartbeat_interval" -> heartbeatInterval = number(parser, value);
                case "user", "author" -> user(parser, value);
                case "member" -> member(parser, value);
                case "data" -> interactionData(parser, value);
                default -> parser.skipChildren();
            }
        });
    }

    long heartbeatInterval() {
        return heartbeatInterval;
    }

    SessionStart sessionStart() throws UndecodableFrameException {
        if (sessionId == null || resumeUrl == null) {
            throw new UndecodableFrameException("it is a READY without session_id or resume_gateway_url");
        }
        return new SessionStart(sessionId, URI.create(resumeUrl));
    }

    /**
     * Where the event goes. A field that is not what Discord documents counts as absent: the event is then kept under a
     * more general subject rather than lost.
     */
    Routing routing(String event) {
        String guild = GUILD_IS_PAYLOAD.contains(event) ? id : guildId;
        Optional<InteractionRoute> interaction = event.equals(INTERACTION_CREATE) ? interaction() : Optional.empty();
        return new Routing(snowflake(guild), snowflake(userId), interaction);
    }

    private Optional<InteractionRoute> interaction() {
        return snowflake(id)
                .flatMap(interactionId -> kind().flatMap(
                                kind -> name(kind).map(name -> new InteractionRoute(interactionId, kind, name))));
    }

    /** Discord, "Interaction Type" and "Application Command Types". */
    private Optional<InteractionKind> kind() {
        return switch (type) {
            case 2 -> commandKind();
            case 3 -> Optional.of(InteractionKind.COMPONENT);
            case 4 -> Optional.of(InteractionKind.AUTOCOMPLETE);
            case 5 -> Optional.of(InteractionKind.MODAL);
            default -> Optional.empty();
        };
    }

    private Optional<InteractionKind> commandKind() {
        return switch (dataType) {
            case 1 -> Optional.of(InteractionKind.SLASH);
            case 2 -> Optional.of(InteractionKind.USER);
            case 3 -> Optional.of(InteractionKind.MESSAGE);
            default -> Optional.empty();
        };
    }

    private Optional<String> name(InteractionKind kind) {
        return switch (kind) {
            case SLASH, USER, MESSAGE, AUTOCOMPLETE -> Optional.ofNullable(dataName);
            case COMPONENT, MODAL -> Optional.ofNullable(customId).map(Subjects::route);
        };
    }

    private void user(JsonParser parser, JsonToken start) throws IOException {
        object(parser, start, (name, value) -> {
            switch (name) {
                case "id" -> userId = text(parser, value);
                default -> parser.skipChildren();
            }
        });
    }

    private void member(JsonParser parser, JsonToken start) throws IOException {
        object(parser, start, (name, value) -> {
            switch (name) {
                case "user" -> user(parser, value);
                default -> parser.skipChildren();
            }
        });
    }

    private void interactionData(JsonParser parser, JsonToken start) throws IOException {
        object(parser, start, (name, value) -> {
            switch (name) {
                case "name" -> dataName = text(parser, value);
                case "custom_id" -> customId = text(parser, value);
                case "type" -> dataType = smallNumber(parser, value);
                default -> parser.skipChildren();
            }
        });
    }

    /** Hands each field of an object to {@code field}, which reads or skips its value; what is no object is skipped. */
    private static void object(JsonParser parser, JsonToken start, Field field) throws IOException {
        if (start != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            field.read(name, parser.nextToken());
        }
    }

    /** Reads one field, whose value's first token is the parser's current one. */
    @FunctionalInterface
    private interface Field {
        void read(String name, JsonToken value) throws IOException;
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return null;
    }

    private static int smallNumber(JsonParser parser, JsonToken value) throws IOException {
        long number = number(parser, value);
        return number == (int) number ? (int) number : 0;
    }

    private static long number(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT) {
            return parser.getLongValue();
        }
        parser.skipChildren();
        return 0;
    }

    private static Optional<Snowflake> snowflake(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Snowflake.parse(text));
        } catch (IllegalArgumentException notASnowflake) {
            return Optional.empty();
        }
    }
}
