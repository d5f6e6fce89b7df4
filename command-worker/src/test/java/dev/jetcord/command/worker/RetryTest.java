package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.command.Command;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.command.TryAgainException;
import dev.jetcord.common.interaction.Button;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.sandbox.interaction.Interaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a user sees of what fails for a passing reason, and of what is delivered again. */
class RetryTest {
    private static final Duration SOON = Duration.ofMillis(20);

    private final Queue<Long> attempts = new ConcurrentLinkedQueue<>();
    private final CountDownLatch mended = new CountDownLatch(1);

    @Test
    void leavesTheUserThinkingUntilAnAttemptSucceeds() throws Exception {
        Command flaky = Command.slash("flaky", "Fails at first").handle(context -> {
            attempts.add(context.attempt());
            if (context.attempt() < 3) {
                throw new TryAgainException("not yet", SOON);
            }
            mended.await();
            context.reply("At last");
        });
        try (RunningWorker worker = RunningWorker.with(flaky)) {
            Interaction interaction = worker.type("/flaky");

            await().until(() -> attempts.size() == 3);
            assertThat(worker.state(interaction)).isEqualTo("thinking");
            mended.countDown();

            assertThat(worker.text(interaction)).isEqualTo("At last");
            assertThat(worker.answer(interaction).path("messages")).hasSize(1);
            assertThat(attempts).containsExactly(1L, 2L, 3L);
            assertThat(worker.settled("retried")).isEqualTo(2);
            assertThat(worker.settled("dead_letter")).isZero();
        }
    }

    @Test
    void tellsTheUserToTryLaterWhenTheLastAttemptFailedAndKeepsADeadLetter() throws Exception {
        Command down = Command.slash("down", "Never works").handle(context -> {
            attempts.add(context.attempt());
            throw new TryAgainException("still down", SOON);
        });
        try (RunningWorker worker = RunningWorker.with(down)) {
            Interaction interaction = worker.type("/down");

            JsonNode message = worker.message(interaction);

            assertThat(message.path("content").asText())
                    .startsWith("That did not work just now. Please try again later.\nReference: `");
            assertThat(message.path("ephemeral").asBoolean()).isTrue();
            assertThat(RunningWorker.messages(worker.view(interaction))).hasSize(1);
            await().until(() -> worker.settled("dead_letter") == 1);
            assertThat(attempts).hasSize(5);
            String reference = message.path("content").asText().replaceAll("(?s).*`(.*)`", "$1");
            assertThat(worker.logged())
                    .filteredOn(event -> event.getFormattedMessage().contains(reference))
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage()).contains("still down"));
        }
    }

    @Test
    void countsWhatNetworksAndTimeoutsThrowAsPassing() {
        IOException unreachable = new IOException("unreachable");

        assertThat(PassingFailures.of(unreachable)).isPresent();
        assertThat(PassingFailures.of(new UncheckedIOException(unreachable))).isPresent();
        assertThat(PassingFailures.of(new ExecutionException(unreachable))).isPresent();
        assertThat(PassingFailures.of(new TimeoutException())).isPresent();
        assertThat(PassingFailures.of(new IllegalStateException("a defect"))).isEmpty();
        assertThat(PassingFailures.of(new ExecutionException(new IllegalStateException("a defect"))))
                .isEmpty();
    }

    @Test
    void doesNotDeferWhatMustOpenAForm() throws Exception {
        Command form = Command.slash("form", "Opens a form")
                .deferral(DeferralPolicy.MODAL)
                .handle(context -> {
                    attempts.add(context.attempt());
                    throw new IOException("the form's texts cannot be loaded");
                });
        try (RunningWorker worker = RunningWorker.with(form)) {
            assertThat(worker.text(worker.type("/form"))).startsWith("That did not work just now.");
            await().until(() -> worker.settled("dead_letter") == 1);
            assertThat(attempts).containsExactly(1L);
        }
    }

    @Test
    void leavesEverybodysMessageAloneWhileAComponentIsTriedAgain() throws Exception {
        Command count = Command.slash("count", "Counts")
                .component("more", context -> {
                    if (context.attempt() == 1) {
                        throw new TryAgainException("not yet", SOON);
                    }
                    context.update(Reply.text("2"));
                })
                .handle(context -> context.reply(Reply.text("1").with(new Button("more", "More", true))));
        try (RunningWorker worker = RunningWorker.with(count)) {
            Interaction shown = worker.type("/count");
            assertThat(worker.text(shown)).isEqualTo("1");

            Interaction pressed = worker.use(shown, "more");

            await().until(() -> worker.state(pressed).equals("answered"));
            assertThat(worker.view(pressed).path("source").path("content").asText())
                    .isEqualTo("2");
            assertThat(worker.view(pressed).path("messages")).isEmpty();
        }
    }

    @Test
    void saysNothingTwiceWhenAnAnsweredInteractionIsDeliveredAgain() throws Exception {
        AtomicReference<JsonNode> body = new AtomicReference<>();
        Command ping = Command.slash("ping", "Answers").handle(context -> context.reply("Pong"));
        try (RunningWorker worker = RunningWorker.with(ping)) {
            worker.stream().change(published -> {
                body.set(published);
                return published;
            });
            Interaction interaction = worker.type("/ping");
            assertThat(worker.text(interaction)).isEqualTo("Pong");

            worker.stream().publish("again", body.get());

            await().until(() -> worker.settled("done") == 2);
            assertThat(RunningWorker.messages(worker.view(interaction)))
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message.path("content").asText()).isEqualTo("Pong"));
        }
    }
}
