package dev.jetcord.common.discord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.jetcord.common.discord.DiscordException.Kind;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.Provisioner;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.testing.TestNats;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The budget of several processes, on a real NATS server. */
class SharedRestBudgetTest {
    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
    private final InvalidResponses invalid = new InvalidResponses(new SimpleMeterRegistry());

    @BeforeEach
    void provision() throws Exception {
        nats.awaitConnected();
        new Provisioner(nats, 1).apply();
    }

    @AfterEach
    void stop() {
        nats.close();
        server.close();
    }

    @Test
    void holdsAllProcessesTogetherToTheirPace() throws Exception {
        List<RestBudget> processes = List.of(budget(invalid), budget(invalid), budget(invalid));
        int requests = 60;
        Instant began = Instant.now();
        Instant deadline = began.plusSeconds(30);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Void>> calls = new ArrayList<>();
            for (int i = 0; i < requests; i++) {
                RestBudget process = processes.get(i % processes.size());
                calls.add(() -> {
                    process.take(deadline);
                    return null;
                });
            }
            for (Future<Void> call : threads.invokeAll(calls)) {
                call.get();
            }
        }

        // The first five at once, each further one a 45th of a second later.
        assertThat(Duration.between(began, Instant.now()))
                .isGreaterThan(Duration.ofMillis((requests - 5) * 1000L / 45));
    }

    @Test
    void refusesWhatHasNoRoomBeforeItsDeadline() throws Exception {
        RestBudget budget = budget(invalid);
        Instant now = Instant.now();

        DiscordException refused = catchThrowableOfType(DiscordException.class, () -> {
            for (int i = 0; i < 100; i++) {
                budget.take(now);
            }
        });

        assertThat(refused.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(refused.isTransient()).isTrue();
    }

    @Test
    void stopsEveryProcessWhenTogetherTheyWereRefusedTooOften() throws Exception {
        InvalidResponses others = new InvalidResponses(new SimpleMeterRegistry());
        RestBudget one = budget(invalid);
        RestBudget other = budget(others);
        refuse(invalid, BudgetState.MOST_INVALID / 2);
        refuse(others, BudgetState.MOST_INVALID / 2 - 1);
        Instant deadline = Instant.now().plusSeconds(5);
        one.take(deadline);
        other.take(deadline);

        refuse(invalid, 1);

        for (RestBudget budget : List.of(one, other)) {
            assertThat(catchThrowableOfType(DiscordException.class, () -> budget.take(deadline)))
                    .hasMessageContaining("refused " + BudgetState.MOST_INVALID + " requests within ten minutes");
        }
    }

    private static void refuse(InvalidResponses responses, int count) {
        for (int i = 0; i < count; i++) {
            responses.answered(403, "");
        }
    }

    private RestBudget budget(InvalidResponses responses) throws IOException {
        return new SharedRestBudget(
                new KeyValueBucket(nats, Topology.REST_BUDGET_BUCKET),
                responses,
                new SimpleMeterRegistry(),
                InstantSource.system(),
                Thread::sleep);
    }
}
