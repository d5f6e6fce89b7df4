package dev.jetcord.common.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.common.operations.Health;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopologyWatchTest {
    private static final Difference DIFFERENCE =
            new Difference("stream S", "max age should be PT1M but is PT2M", false);

    private final AtomicReference<TopologyWatch.Comparison> server = new AtomicReference<>(() -> List.of(DIFFERENCE));
    private final AtomicInteger comparisons = new AtomicInteger();
    private final TopologyWatch watch = new TopologyWatch(
            () -> {
                comparisons.incrementAndGet();
                return server.get().differences();
            },
            Duration.ofMillis(1),
            Duration.ofMillis(1));

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void saysWhatDiffersUntilItIsRight() {
        await().untilAsserted(() -> assertThat(watch.status())
                .isEqualTo(Health.Status.unhealthy("stream S: max age should be PT1M but is PT2M")));

        server.set(List::of);

        await().untilAsserted(() -> assertThat(watch.status()).isEqualTo(Health.Status.OK));
    }

    @Test
    void noticesWhatIsChangedLater() {
        server.set(List::of);
        await().until(() -> watch.status().healthy());

        server.set(() -> List.of(DIFFERENCE));

        await().until(() -> !watch.status().healthy());
    }

    @Test
    void isNotRightBeforeTheServerHasAnswered() {
        server.set(TopologyWatchTest::fail);

        await().untilAsserted(() ->
                assertThat(watch.status()).isEqualTo(Health.Status.unhealthy("NATS did not answer about stream S")));
    }

    @Test
    void keepsWhatItKnowsWhileTheServerIsAway() {
        server.set(List::of);
        await().until(() -> watch.status().healthy());

        server.set(TopologyWatchTest::fail);
        int before = comparisons.get();

        await().until(() -> comparisons.get() > before + 2);
        assertThat(watch.status().healthy()).isTrue();
    }

    private static List<Difference> fail() throws TopologyException {
        throw new TopologyException("NATS did not answer about stream S");
    }
}
