package dev.jetcord.eligibility.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.eligibility.refusal.RefusedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void givesWhatTheWorkGivesAndThrowsWhatItThrows() throws Exception {
        assertThat(new Patience(LONG).await(() -> "done", "late")).isEqualTo("done");
        assertThatThrownBy(() -> new Patience(LONG).await(() -> refuse("no"), "late"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("no");
    }

    @Test
    void tellsWhoeverAskedThatItTakesLongerAndGoesOn() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch finished = new CountDownLatch(1);

        assertThatThrownBy(() -> new Patience(Duration.ofMillis(1))
                        .await(
                                () -> {
                                    slow.await();
                                    finished.countDown();
                                    return "done";
                                },
                                "It goes on."))
                .isInstanceOf(RefusedException.class)
                .hasMessage("It goes on.");

        slow.countDown();
        finished.await();
    }

    private static String refuse(String text) throws RefusedException {
        throw new RefusedException(text);
    }
}
