package dev.jetcord.bridge.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.wire.Version;
import org.junit.jupiter.api.Test;

class StoredSequenceTest {
    private final StoredSequence sequence = new StoredSequence();

    @Test
    void movesOnlyPastWhatIsSettledWithoutAGap() {
        StoredSequence.Entry first = sequence.track(new Version(1, 1));
        StoredSequence.Entry second = sequence.track(new Version(1, 2));
        StoredSequence.Entry third = sequence.track(new Version(1, 3));

        assertThat(sequence.settle(third)).isEmpty();
        assertThat(sequence.settle(first)).contains(new Version(1, 1));
        assertThat(sequence.settle(second)).contains(new Version(1, 3));
    }

    @Test
    void anEarlierSessionsEventsHoldBackTheNextSessions() {
        StoredSequence.Entry old = sequence.track(new Version(1, 9));
        StoredSequence.Entry next = sequence.track(new Version(2, 1));

        assertThat(sequence.settle(next)).isEmpty();
        assertThat(sequence.settle(old)).contains(new Version(2, 1));
    }
}
