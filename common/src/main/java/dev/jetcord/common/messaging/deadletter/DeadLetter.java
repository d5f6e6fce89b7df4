package dev.jetcord.common.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.DeadLetterHeaders;
import dev.jetcord.common.wire.Gzip;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import io.nats.client.api.MessageInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message that a consumer gave up.
 *
 * @param id its sequence in stream {@code DEADLETTERS}, by which an operator names it
 * @param messageId the letter's own message id
 * @param reason why it was given up; of a closed set
 * @param reference what the user saw and the logs carry
 * @param deliveries how often it was delivered
 * @param time when it was given up
 * @param stream where it stood
 * @param sequence its place in that stream
 * @param worker the instance that gave it up
 * @param subject on which it was published
 * @param originalId its own message id, where it had one
 * @param generation how many letters it had before this one
 * @param headers the message's own
 * @param body without tokens; empty where the original was no JSON, or is in the object store as header {@code ce-dataref}
 *     says
 */
public record DeadLetter(
        long id,
        String messageId,
        String reason,
        String reference,
        long deliveries,
        Instant time,
        String stream,
        long sequence,
        String consumer,
        String worker,
        String subject,
        Optional<String> originalId,
        long generation,
        Map<String, List<String>> headers,
        String body) {
    private static final String UNKNOWN = "?";

    public DeadLetter {
        requireNonNull(time, "time");
        requireNonNull(originalId, "originalId");
        headers = Map.copyOf(headers);
    }

    /** Reads a letter. What is missing, because somebody else has put it there, shows as unknown. */
    static DeadLetter of(MessageInfo stored) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        io.nats.client.impl.Headers headers = stored.getHeaders();
        if (headers != null) {
            headers.forEach((name, values) -> all.put(name, List.copyOf(values)));
        }
        Map<String, List<String>> own = new LinkedHashMap<>(all);
        own.keySet()
                .removeIf(
                        name -> name.startsWith(DeadLetterHeaders.PREFIX) || name.equalsIgnoreCase(Headers.MESSAGE_ID));
        String body = body(stored, own);
        return new DeadLetter(
                stored.getSeq(),
                text(all, Headers.MESSAGE_ID),
                text(all, DeadLetterHeaders.REASON),
                text(all, DeadLetterHeaders.REFERENCE),
                number(all, DeadLetterHeaders.DELIVERIES),
                time(all, stored),
                text(all, DeadLetterHeaders.STREAM),
                number(all, DeadLetterHeaders.SEQUENCE),
                text(all, DeadLetterHeaders.CONSUMER),
                text(all, DeadLetterHeaders.WORKER),
                text(all, DeadLetterHeaders.SUBJECT),
                first(all, DeadLetterHeaders.ORIGINAL_ID),
                number(all, DeadLetterHeaders.GENERATION),
                own,
                body);
    }

    /** Expands a body that the letter compressed. One that is in the object store stays there. */
    private static String body(MessageInfo stored, Map<String, List<String>> headers) {
        byte[] body = stored.getData();
        if (body == null || headers.containsKey(Headers.DATA_REFERENCE)) {
            return "";
        }
        if (first(headers, Headers.CONTENT_ENCODING)
                .filter(Gzip.ENCODING::equals)
                .isEmpty()) {
            return new String(body, UTF_8);
        }
        try {
            String expanded = new String(Gzip.expand(body, Gzip.LARGEST_EXPANDED), UTF_8);
            headers.remove(Headers.CONTENT_ENCODING);
            return expanded;
        } catch (InvalidMessageException unreadable) {
            return "";
        }
    }

    /** The interaction that it is; empty for any other message. */
    public Optional<Snowflake> interaction() {
        if (!stream.equals(Topology.COMMANDS)) {
            return Optional.empty();
        }
        try {
            return first(headers, Headers.ID).map(Snowflake::parse);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** What it is, as {@code ce-type} says; its subject where it says nothing. */
    public String type() {
        return first(headers, Headers.TYPE).orElse(subject);
    }

    private static Optional<String> first(Map<String, List<String>> headers, String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static String text(Map<String, List<String>> headers, String name) {
        return first(headers, name).orElse(UNKNOWN);
    }

    private static long number(Map<String, List<String>> headers, String name) {
        try {
            return first(headers, name).map(Long::parseLong).orElse(0L);
        } catch (NumberFormatException malformed) {
            return 0;
        }
    }

    private static Instant time(Map<String, List<String>> headers, MessageInfo stored) {
        try {
            return first(headers, DeadLetterHeaders.TIME)
                    .map(Instant::parse)
                    .orElseGet(() -> requireNonNull(stored.getTime()).toInstant());
        } catch (DateTimeException malformed) {
            return requireNonNull(stored.getTime()).toInstant();
        }
    }
}
