package dev.jetcord.common.wire;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Everything that routing, tracing and validation need to know of a message, beside its body: the CloudEvents 1.0
 * attributes, carried in headers (CloudEvents, "NATS Protocol Binding", binary content mode).
 *
 * @param id also {@code Nats-Msg-Id}: the same for every copy of the message; not empty
 * @param source who made it: {@code /shards/<id>/<count>} for a gateway dispatch, {@code /<worker>} otherwise
 * @param type what it is: {@code com.discord.<event>.v10} for a gateway dispatch
 * @param time when the bridge received the frame, or the worker derived the event
 * @param guild the guild it belongs to; absent in a direct message
 * @param session the gateway session that brought it or its cause
 * @param version the order of truth within a shard
 * @param traceparent W3C Trace Context
 */
public record EventEnvelope(
        String id,
        String source,
        String type,
        Instant time,
        Optional<Snowflake> guild,
        Optional<String> session,
        Version version,
        Optional<String> traceparent) {
    private static final String DISCORD_PREFIX = "com.discord.";
    private static final String DISCORD_SUFFIX = ".v10";
    private static final String SPEC_VERSION = "1.0";
    private static final String JSON = "application/json";

    public EventEnvelope {
        requireText(id, Headers.ID);
        requireText(source, Headers.SOURCE);
        requireText(type, Headers.TYPE);
        requireNonNull(time, "time");
        requireNonNull(version, "version");
    }

    /**
     * The envelope of a gateway dispatch.
     *
     * @param event Discord's name, such as {@code GUILD_CREATE}
     */
    public static EventEnvelope ofDispatch(
            String id,
            int shardId,
            int shardCount,
            String event,
            Instant time,
            Optional<Snowflake> guild,
            String session,
            Version version,
            Optional<String> traceparent) {
        return new EventEnvelope(
                id,
                "/shards/" + shardId + '/' + shardCount,
                DISCORD_PREFIX + event.toLowerCase(Locale.ROOT) + DISCORD_SUFFIX,
                time,
                guild,
                Optional.of(session),
                version,
                traceparent);
    }

    /** The same as part of another trace. */
    public EventEnvelope withTraceparent(String other) {
        return new EventEnvelope(id, source, type, time, guild, session, version, Optional.of(other));
    }

    /** Discord's name of the event, such as {@code GUILD_CREATE}; empty for what is no gateway dispatch. */
    public Optional<String> discordEvent() {
        return type.startsWith(DISCORD_PREFIX) && type.endsWith(DISCORD_SUFFIX)
                ? Optional.of(type.substring(DISCORD_PREFIX.length(), type.length() - DISCORD_SUFFIX.length())
                        .toUpperCase(Locale.ROOT))
                : Optional.empty();
    }

    /** The headers of the wire contract, in a stable order. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        forEachHeader(headers::put);
        return headers;
    }

    /** Gives {@code sink} every header of the wire contract, in a stable order. */
    public void forEachHeader(HeaderSink sink) {
        sink.text(Headers.MESSAGE_ID, id);
        sink.text(Headers.SPEC_VERSION, SPEC_VERSION);
        sink.text(Headers.ID, id);
        sink.text(Headers.SOURCE, source);
        sink.text(Headers.TYPE, type);
        sink.time(Headers.TIME, time);
        guild.ifPresent(value -> sink.number(Headers.SUBJECT, value.value()));
        sink.text(Headers.DATA_CONTENT_TYPE, JSON);
        sink.text(Headers.CONTENT_TYPE, JSON);
        session.ifPresent(value -> sink.text(Headers.GATEWAY_SESSION, value));
        sink.number(Headers.GATEWAY_SEQUENCE, version.sequence());
        sink.number(Headers.EPOCH, version.epoch());
        traceparent.ifPresent(value -> sink.text(Headers.TRACEPARENT, value));
    }

    /**
     * Reads the headers of a message.
     *
     * @param header gives a header's first value, or null where there is none
     * @throws InvalidMessageException naming the header that is missing or malformed
     */
    public static EventEnvelope read(Function<String, @Nullable String> header) throws InvalidMessageException {
        String specVersion = required(header, Headers.SPEC_VERSION);
        if (!specVersion.equals(SPEC_VERSION)) {
            throw new InvalidMessageException("header " + Headers.SPEC_VERSION + " is not " + SPEC_VERSION);
        }
        return new EventEnvelope(
                required(header, Headers.ID),
                required(header, Headers.SOURCE),
                required(header, Headers.TYPE),
                parse(Headers.TIME, required(header, Headers.TIME), UtcTimestamp::parse),
                optional(header, Headers.SUBJECT, Snowflake::parse),
                optional(header, Headers.GATEWAY_SESSION, Function.identity()),
                new Version(number(header, Headers.EPOCH), number(header, Headers.GATEWAY_SEQUENCE)),
                optional(header, Headers.TRACEPARENT, Function.identity()));
    }

    private static long number(Function<String, @Nullable String> header, String name) throws InvalidMessageException {
        return parse(name, required(header, name), text -> {
            long number = Long.parseLong(text);
            if (number < 0) {
                throw new IllegalArgumentException("negative");
            }
            return number;
        });
    }

    private static String required(Function<String, @Nullable String> header, String name)
            throws InvalidMessageException {
        String value = header.apply(name);
        if (value == null || value.isEmpty()) {
            throw new InvalidMessageException("header " + name + " is missing");
        }
        return value;
    }

    private static <T> Optional<T> optional(
            Function<String, @Nullable String> header, String name, Function<String, T> parser)
            throws InvalidMessageException {
        String value = header.apply(name);
        return value == null ? Optional.empty() : Optional.of(parse(name, value, parser));
    }

    private static <T> T parse(String name, String value, Function<String, T> parser) throws InvalidMessageException {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException | DateTimeException malformed) {
            throw new InvalidMessageException("header " + name + " is malformed", malformed);
        }
    }

    private static void requireText(String value, String name) {
        if (requireNonNull(value, name).isEmpty()) {
            throw new IllegalArgumentException(name + " must not be empty");
        }
    }
}
