package dev.jetcord.common.eligibility;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Requests.NoAnswerException;
import dev.jetcord.common.wire.InvalidMessageException;
import java.time.Duration;

/** Asks the eligibility worker. Blocks; thread-safe. */
public final class EligibilityClient {
    /** Within this time the worker answers whatever it is asked, and be it that it goes on without whoever asked. */
    public static final Duration ANSWERED_WITHIN = Duration.ofSeconds(15);

    private final Requests requests;
    private final Duration patience;

    /** @param patience how long a reply may take before the worker counts as away */
    public EligibilityClient(Requests requests, Duration patience) {
        this.requests = requireNonNull(requests, "requests");
        this.patience = requireNonNull(patience, "patience");
    }

    /**
     * Asks.
     *
     * @throws NoAnswerException when no eligibility worker runs, at once, or none has replied in time. A change that was asked
     *     for may then have been made: asking again with the same message id is safe.
     */
    public <Q extends Record, A extends Record> EligibilityReply<A> ask(Operation<Q, A> operation, Q question)
            throws NoAnswerException, InterruptedException {
        byte[] reply = requests.ask(operation.subject(), operation.encode(question), patience);
        try {
            return EligibilityReply.decode(reply, operation);
        } catch (InvalidMessageException unreadable) {
            throw new NoAnswerException("the eligibility worker's reply cannot be read (" + unreadable.getMessage()
                    + "); is it of the same version?");
        }
    }
}
