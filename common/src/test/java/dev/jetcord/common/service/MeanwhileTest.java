package dev.jetcord.common.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MeanwhileTest {
    @Test
    void isDoneBesideTheCaller() throws Exception {
        CountDownLatch callerGoesOn = new CountDownLatch(1);
        Meanwhile<String> meanwhile = Meanwhile.start("test", () -> {
            callerGoesOn.await();
            return "done";
        });

        callerGoesOn.countDown();

        assertThat(meanwhile.await()).isEqualTo("done");
        assertThat(meanwhile.await()).isEqualTo("done");
    }

    @Test
    void failsTheCallerAsTheWorkFailed() {
        IllegalArgumentException wrong = new IllegalArgumentException("wrong");
        InterruptedException closed = new InterruptedException("closed");
        Meanwhile<Boolean> mistaken = Meanwhile.start("test", () -> {
            throw wrong;
        });
        Meanwhile<Boolean> interrupted = Meanwhile.start("test", () -> {
            throw closed;
        });

        assertThatThrownBy(mistaken::await).isSameAs(wrong);
        assertThatThrownBy(interrupted::await).isSameAs(closed);
    }
}
