package dev.jetcord.common.messaging.deadletter;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** What became of a letter that was replayed. */
public sealed interface ReplayOutcome {
    /**
     * Its consumer has settled it without a new letter; the old one is gone.
     *
     * @param sequence its new place in its stream
     */
    record Settled(long sequence) implements ReplayOutcome {}

    /**
     * Its consumer gave it up again; the old letter is gone.
     *
     * @param sequence its new place in its stream
     * @param letter the new letter, of the next generation
     */
    record FailedAgain(long sequence, DeadLetter letter) implements ReplayOutcome {
        public FailedAgain {
            requireNonNull(letter, "letter");
        }
    }

    /**
     * Its consumer has not settled it yet; the letter stays. To replay it again publishes nothing new for as long as the
     * stream remembers message ids, and goes on waiting.
     *
     * @param sequence its new place in its stream
     */
    record InHand(long sequence, Duration waited) implements ReplayOutcome {
        public InHand {
            requireNonNull(waited, "waited");
        }
    }

    /**
     * Nothing was published; the letter stays.
     *
     * @param reason for an operator
     */
    record Impossible(String reason) implements ReplayOutcome {
        public Impossible {
            requireNonNull(reason, "reason");
        }
    }
}
