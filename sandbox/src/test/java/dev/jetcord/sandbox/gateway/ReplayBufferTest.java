package dev.jetcord.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.sandbox.ledger.Ledger;
import dev.jetcord.sandbox.ledger.SessionRecord;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ReplayBufferTest {

    private final SessionRecord session = new Ledger(1, InstantSource.system()).open("session", 0, 1);

    private Frame frame(long sequence, int bytes) {
        return new Frame(session, sequence, new byte[bytes]);
    }

    @Test
    void replaysWhatComesAfterTheSequence() {
        ReplayBuffer buffer = new ReplayBuffer(10, 1000);
        for (int i = 1; i <= 5; i++) {
            buffer.add(frame(i, 1));
        }

        assertThat(buffer.after(3))
                .hasValueSatisfying(
                        frames -> assertThat(frames).extracting(Frame::sequence).containsExactly(4L, 5L));
        assertThat(buffer.after(5))
                .hasValueSatisfying(frames -> assertThat(frames).isEmpty());
    }

    @Test
    void refusesAReplayOfWhatItForgot() {
        ReplayBuffer buffer = new ReplayBuffer(2, 1000);
        for (int i = 1; i <= 5; i++) {
            buffer.add(frame(i, 1));
        }

        assertThat(buffer.after(2)).isEmpty();
        assertThat(buffer.after(3)).isPresent();
    }

    @Test
    void isBoundedInBytesToo() {
        ReplayBuffer buffer = new ReplayBuffer(100, 10);
        buffer.add(frame(1, 8));
        buffer.add(frame(2, 8));

        assertThat(buffer.size()).isEqualTo(1);
        assertThat(buffer.after(0)).isEmpty();
    }
}
