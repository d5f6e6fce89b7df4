package dev.jetcord.sandbox.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayBufferTest {

    @Test
    void replaysWhatComesAfterTheSequence() {
        ReplayBuffer buffer = new ReplayBuffer(10, 1000);
        for (int i = 1; i <= 5; i++) {
            buffer.add(i, new byte[] {(byte) i});
        }

        assertThat(buffer.after(3)).hasValueSatisfying(frames -> assertThat(frames).containsExactly(new byte[] {4}, new byte[] {5}));
        assertThat(buffer.after(5)).hasValueSatisfying(frames -> assertThat(frames).isEmpty());
    }

    @Test
    void refusesAReplayOfWhatItForgot() {
        ReplayBuffer buffer = new ReplayBuffer(2, 1000);
        for (int i = 1; i <= 5; i++) {
            buffer.add(i, new byte[1]);
        }

        assertThat(buffer.after(2)).isEmpty();
        assertThat(buffer.after(3)).isPresent();
    }

    @Test
    void isBoundedInBytesToo() {
        ReplayBuffer buffer = new ReplayBuffer(100, 10);
        buffer.add(1, new byte[8]);
        buffer.add(2, new byte[8]);

        assertThat(buffer.size()).isEqualTo(1);
        assertThat(buffer.after(0)).isEmpty();
    }
}
