package dev.jetcord.common.messaging.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Gzip;
import dev.jetcord.common.wire.Headers;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a replay takes the body from: the message itself while its stream still holds it, token and all, and the letter
 * otherwise.
 */
final class ReplaySource {
    /** After which an interaction's token is void (Discord, "Interaction Response", "Followup Messages"). */
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    private static final int NOT_FOUND = 404;

    private final JetStreamManagement management;
    private final InstantSource clock;

    ReplaySource(JetStreamManagement management, InstantSource clock) {
        this.management = requireNonNull(management, "management");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * What can be published again.
     *
     * @throws NotReplayableException when nothing can
     */
    Replayable find(DeadLetter letter) throws NotReplayableException, IOException, JetStreamApiException {
        Optional<Instant> end = letter.interaction().map(id -> id.instant().plus(TOKEN_LIFE));
        if (end.isPresent() && !clock.instant().isBefore(end.get())) {
            throw new NotReplayableException(
                    "the user can no longer be answered: the interaction's token was valid until " + end.get());
        }
        Optional<Replayable> original = original(letter);
        if (original.isPresent()) {
            return original.get();
        }
        if (letter.interaction().isPresent()) {
            throw new NotReplayableException("the user can no longer be answered: stream " + letter.stream()
                    + " does not hold the interaction any more, and a letter has no token");
        }
        Map<String, List<String>> headers = letter.headers();
        if (headers.containsKey(Headers.DATA_REFERENCE)) {
            return new Replayable(new byte[0], headers);
        }
        if (letter.body().isEmpty()) {
            throw new NotReplayableException("its body is gone: stream " + letter.stream()
                    + " does not hold the message any more, and a letter keeps only JSON");
        }
        byte[] body = letter.body().getBytes(UTF_8);
        return body.length <= Gzip.LARGEST_PLAIN
                ? new Replayable(body, headers)
                : new Replayable(Gzip.compress(body), encoded(headers));
    }

    private static Map<String, List<String>> encoded(Map<String, List<String>> headers) {
        Map<String, List<String>> encoded = new LinkedHashMap<>(headers);
        encoded.put(Headers.CONTENT_ENCODING, List.of(Gzip.ENCODING));
        return encoded;
    }

    private Optional<Replayable> original(DeadLetter letter) throws IOException, JetStreamApiException {
        try {
            MessageInfo stored = management.getMessage(letter.stream(), letter.sequence());
            // A stream that was made anew counts from 1 again.
            Map<String, List<String>> headers = new LinkedHashMap<>();
            if (stored.getHeaders() != null) {
                stored.getHeaders().forEach(headers::put);
            }
            boolean same = letter.subject().equals(stored.getSubject())
                    && letter.originalId()
                            .equals(headers.getOrDefault(Headers.MESSAGE_ID, List.of()).stream()
                                    .findFirst());
            return same ? Optional.of(new Replayable(requireNonNull(stored.getData()), headers)) : Optional.empty();
        } catch (JetStreamApiException refused) {
            if (refused.getErrorCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** A message to publish again: its headers as they were, with what they say of the body. */
    static final class Replayable {
        private final byte[] body;
        private final Map<String, List<String>> headers;

        private Replayable(byte[] body, Map<String, List<String>> headers) {
            this.body = body;
            this.headers = headers;
        }

        byte[] body() {
            return body;
        }

        Map<String, List<String>> headers() {
            return headers;
        }
    }
}
