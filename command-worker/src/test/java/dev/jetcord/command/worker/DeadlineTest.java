package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.jetcord.command.Command;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.interaction.Interaction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The 3 seconds and the 15 minutes, by Discord's clock and no other. */
class DeadlineTest {
    private final AtomicReference<Duration> discordAhead = new AtomicReference<>(Duration.ZERO);
    private final SandboxSettings discord =
            SandboxSettings.forTests().withClock(() -> Instant.now().plus(discordAhead.get()));
    private final AtomicReference<Optional<JsonNode>> held = new AtomicReference<>(Optional.empty());
    private final AtomicInteger runs = new AtomicInteger();
    private final Command ping = Command.slash("ping", "Answers").handle(context -> {
        runs.incrementAndGet();
        context.reply("Pong");
    });

    @Test
    void doesNotRunWhatCannotBeAnsweredAnyMore() throws Exception {
        try (RunningWorker worker = RunningWorker.with(discord, ping)) {
            typeAndHold(worker);
            discordAhead.set(Duration.ofMinutes(16));
            // The answer to this one tells the worker Discord's time.
            assertThat(worker.text(worker.type("/ping"))).isEqualTo("Pong");

            publish(worker);

            await().until(() -> worker.settled("expired") == 1);
            assertThat(runs.get()).isEqualTo(1);
            assertThat(worker.handled("ping", "too_late")).isEqualTo(1);
        }
    }

    @Test
    void triesWhatIsPastThreeSecondsAndSettlesItWhenNobodyWasInTime() throws Exception {
        try (RunningWorker worker = RunningWorker.with(discord, ping)) {
            Interaction interaction = typeAndHold(worker);
            discordAhead.set(Duration.ofSeconds(4));

            publish(worker);

            await().until(() -> worker.settled("expired") == 1);
            assertThat(runs.get()).isEqualTo(1);
            assertThat(worker.view(interaction)
                            .path("rejected")
                            .path(0)
                            .path("code")
                            .asInt())
                    .isEqualTo(10062);
            assertThat(worker.handled("ping", "too_late")).isEqualTo(1);
            assertThat(worker.settled("dead_letter")).isZero();
        }
    }

    @Test
    void goesOnPastThreeSecondsWhereSomebodyElseWasInTime() throws Exception {
        try (RunningWorker worker = RunningWorker.with(discord, ping)) {
            Interaction interaction = typeAndHold(worker);
            rescue(worker, interaction);
            discordAhead.set(Duration.ofMinutes(10));

            publish(worker);

            assertThat(worker.text(interaction)).isEqualTo("Pong");
            assertThat(RunningWorker.messages(worker.view(interaction))).hasSize(1);
        }
    }

    @Test
    void rejectsNothingWhenTheMachinesClockIsAnHourAhead() throws Exception {
        InstantSource wrong = () -> Instant.now().plus(Duration.ofHours(1));
        try (RunningWorker worker = RunningWorker.with(discord, wrong, ping)) {
            assertThat(worker.text(worker.type("/ping"))).isEqualTo("Pong");
            assertThat(worker.text(worker.type("/ping"))).isEqualTo("Pong");
        }
    }

    private Interaction typeAndHold(RunningWorker worker) throws Exception {
        worker.stream().change(body -> {
            held.set(Optional.of(body));
            return MissingNode.getInstance();
        });
        Interaction interaction = worker.type("/ping");
        await().until(() -> held.get().isPresent());
        worker.stream().change(body -> body);
        return interaction;
    }

    private void publish(RunningWorker worker) {
        JsonNode body = held.get().orElseThrow();
        worker.stream().publish(body.path("id").asText(), body);
    }

    /** As the bridge does for an interaction that no worker has taken in time. */
    private static void rescue(RunningWorker worker, Interaction interaction) throws Exception {
        worker.defer(interaction);
        await().until(() -> worker.state(interaction).equals("thinking"));
    }
}
