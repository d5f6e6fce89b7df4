package dev.jetcord.launcher.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeOrderTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final TimeOrder order = new TimeOrder(Duration.ofMillis(300));

    @Test
    void putsALineThatComesLaterButHappenedEarlierFirst() {
        order.add(line("worker", 20));
        order.add(line("bridge", 10));

        assertThat(order.due(START.plusMillis(320)))
                .extracting(FlowLine::service)
                .containsExactly("bridge", "worker");
    }

    @Test
    void keepsALineUntilEarlierOnesHaveHadTheirTime() {
        order.add(line("worker", 20));

        assertThat(order.due(START.plusMillis(319))).isEmpty();
        assertThat(order.due(START.plusMillis(320))).hasSize(1);
        assertThat(order.due(START.plusMillis(400))).isEmpty();
    }

    private static FlowLine line(String service, int millis) {
        return new FlowLine(START.plusMillis(millis), service, "something");
    }
}
