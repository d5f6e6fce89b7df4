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

        sequence.settle(third);
        assertThat(sequence.progress()).isEmpty();
        sequence.settle(first);
        assertThat(sequence.progress()).contains(new Version(1, 1));
        sequence.settle(second);
        assertThat(sequence.complete()).isTrue();
        assertThat(sequence.progress()).contains(new Version(1, 3));
        assertThat(sequence.progress()).isEmpty();
    }

    @Test
    void anEarlierSessionsEventsHoldBackTheNextSessions() {
        StoredSequence.Entry old = sequence.track(new Version(1, 9));
        StoredSequence.Entry next = sequence.track(new Version(2, 1));

        sequence.settle(next);
        assertThat(sequence.progress()).isEmpty();
        sequence.settle(old);
        assertThat(sequence.progress()).contains(new Version(2, 1));
    }
}
