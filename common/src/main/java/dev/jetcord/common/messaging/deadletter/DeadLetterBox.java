package dev.jetcord.common.messaging.deadletter;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.wire.DeadLetterHeaders;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.SubjectToken;
import dev.jetcord.common.wire.Subjects;
import io.nats.client.JetStream;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.PublishOptions;
import io.nats.client.api.MessageInfo;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The dead letters of all consumers. A replay goes back to the original subject with the original headers, its version
 * among them, under a message id of its own that is the same however often the same letter is replayed.
 *
 * <p>Thread-safe; every method asks the server and throws {@link IOException} when it does not answer or refuses.
 */
public final class DeadLetterBox {
    private static final Pattern ID = Pattern.compile("[1-9]\\d{0,17}");
    private static final int NOT_FOUND = 404;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final String REPLAY = "replay";

    private final JetStream jetStream;
    private final JetStreamManagement management;
    private final ReplaySource source;

    public DeadLetterBox(NatsConnection nats, InstantSource clock) throws IOException {
        this.jetStream = nats.connection().jetStream();
        this.management = nats.connection().jetStreamManagement();
        this.source = new ReplaySource(management, clock);
    }

    /** All letters, oldest first. */
    public List<DeadLetter> list() throws IOException {
        return asking(() -> from(1, Subjects.ALL_DEAD_LETTERS));
    }

    /** The letters of one consumer, oldest first. */
    public List<DeadLetter> list(String consumer) throws IOException {
        return asking(() -> from(1, "deadletters.*." + SubjectToken.encode(consumer)));
    }

    /** A letter by its id, or by the reference that a user saw; the newest where several have it. */
    public Optional<DeadLetter> find(String idOrReference) throws IOException {
        Optional<DeadLetter> byId = ID.matcher(idOrReference).matches()
                ? asking(() -> find(() -> management.getMessage(Topology.DEADLETTERS, Long.parseLong(idOrReference)))
                        .map(DeadLetter::of))
                : Optional.empty();
        // A reference may be made of digits alone.
        return byId.isPresent()
                ? byId
                : list().reversed().stream()
                        .filter(letter -> letter.reference().equals(idOrReference))
                        .findFirst();
    }

    /** Removes a letter for good. That it is gone already is no error. */
    public void drop(DeadLetter letter) throws IOException {
        asking(() -> {
            // The server has no error code of its own for a message that is gone.
            boolean there = find(() -> management.getMessage(Topology.DEADLETTERS, letter.id()))
                    .isPresent();
            return there && management.deleteMessage(Topology.DEADLETTERS, letter.id(), true);
        });
    }

    /** Why a letter could not be replayed now; empty when it could. */
    public Optional<String> whyNotReplayable(DeadLetter letter) throws IOException {
        try {
            source.find(letter);
            return Optional.empty();
        } catch (NotReplayableException gone) {
            return Optional.of(String.valueOf(gone.getMessage()));
        } catch (JetStreamApiException refused) {
            throw refusal(refused);
        }
    }

    /**
     * Replays a letter and waits for what becomes of it.
     *
     * @param patience how long to wait for its consumer
     */
    public ReplayOutcome replay(DeadLetter letter, Duration patience) throws IOException, InterruptedException {
        try {
            if (find(() -> management.getConsumerInfo(letter.stream(), letter.consumer()))
                    .isEmpty()) {
                return new ReplayOutcome.Impossible("consumer " + letter.consumer() + " of stream " + letter.stream()
                        + " does not exist; run provision");
            }
            ReplayOutcome outcome = await(letter, publish(letter, source.find(letter)), patience);
            if (!(outcome instanceof ReplayOutcome.InHand)) {
                drop(letter);
            }
            return outcome;
        } catch (NotReplayableException gone) {
            return new ReplayOutcome.Impossible(String.valueOf(gone.getMessage()));
        } catch (JetStreamApiException refused) {
            throw refusal(refused);
        }
    }

    private long publish(DeadLetter letter, ReplaySource.Replayable replayable)
            throws IOException, JetStreamApiException {
        io.nats.client.impl.Headers headers = new io.nats.client.impl.Headers();
        replayable.headers().forEach((name, values) -> {
            if (!name.startsWith(DeadLetterHeaders.PREFIX)) {
                headers.add(name, values);
            }
        });
        headers.put(Headers.MESSAGE_ID, MessageIds.derived(letter.messageId(), REPLAY));
        headers.put(DeadLetterHeaders.REPLAY_OF, Long.toString(letter.id()));
        headers.put(DeadLetterHeaders.REPLAY_GENERATION, Long.toString(letter.generation() + 1));
        return jetStream
                .publish(
                        NatsMessage.builder()
                                .subject(letter.subject())
                                .headers(headers)
                                .data(replayable.body())
                                .build(),
                        PublishOptions.builder().expectedStream(letter.stream()).build())
                .getSeqno();
    }

    private ReplayOutcome await(DeadLetter letter, long sequence, Duration patience)
            throws IOException, JetStreamApiException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        long seen = letter.id();
        while (true) {
            // In this order: a letter is stored before its message is settled.
            boolean settled = management
                            .getConsumerInfo(letter.stream(), letter.consumer())
                            .getAckFloor()
                            .getStreamSequence()
                    >= sequence;
            for (DeadLetter newer : from(seen + 1, subject(letter))) {
                if (newer.stream().equals(letter.stream()) && newer.sequence() == sequence) {
                    return new ReplayOutcome.FailedAgain(sequence, newer);
                }
                seen = newer.id();
            }
            if (settled) {
                return new ReplayOutcome.Settled(sequence);
            }
            if (System.nanoTime() - deadline >= 0) {
                return new ReplayOutcome.InHand(sequence, patience);
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private static String subject(DeadLetter letter) {
        return Subjects.forDeadLetter(letter.stream(), letter.consumer());
    }

    private List<DeadLetter> from(long firstId, String subject) throws IOException, JetStreamApiException {
        List<DeadLetter> letters = new ArrayList<>();
        Optional<MessageInfo> next = next(firstId, subject);
        while (next.isPresent()) {
            letters.add(DeadLetter.of(next.get()));
            next = next(next.get().getSeq() + 1, subject);
        }
        return letters;
    }

    private Optional<MessageInfo> next(long id, String subject) throws IOException, JetStreamApiException {
        return find(() -> management.getNextMessage(Topology.DEADLETTERS, id, subject));
    }

    private static <T> Optional<T> find(Call<T> call) throws IOException, JetStreamApiException {
        try {
            return Optional.of(requireNonNull(call.run()));
        } catch (JetStreamApiException refused) {
            if (refused.getErrorCode() == NOT_FOUND) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static <T> T asking(Call<T> call) throws IOException {
        try {
            return call.run();
        } catch (JetStreamApiException refused) {
            throw refusal(refused);
        }
    }

    private static IOException refusal(JetStreamApiException refused) {
        return new IOException("NATS refuses: " + refused.getMessage(), refused);
    }

    /** A call of the client's API. */
    @FunctionalInterface
    private interface Call<T> {
        T run() throws IOException, JetStreamApiException;
    }
}
