package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.command.Command;
import dev.jetcord.common.messaging.deadletter.DeadLetter;
import dev.jetcord.common.messaging.deadletter.DeadLetterBox;
import dev.jetcord.common.messaging.deadletter.ReplayOutcome;
import dev.jetcord.sandbox.interaction.Interaction;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What a user sees of an interaction that an operator replays. */
class ReplayTest {
    @Test
    void theAnswerTakesThePlaceOfTheError() throws Exception {
        AtomicBoolean mended = new AtomicBoolean();
        Command report = Command.slash("report", "Reports").handle(context -> {
            if (!mended.get()) {
                throw new IllegalStateException("a defect");
            }
            context.reply("Here it is");
        });
        try (RunningWorker worker = RunningWorker.with(report)) {
            Interaction interaction = worker.type("/report");
            String reference = worker.text(interaction).replaceAll("(?s).*`(.*)`", "$1");
            await().until(() -> worker.settled("dead_letter") == 1);
            DeadLetterBox box = new DeadLetterBox(worker.nats(), InstantSource.system());
            DeadLetter letter = box.find(reference).orElseThrow();
            assertThat(letter.body()).doesNotContain(interaction.origin().token());

            mended.set(true);
            ReplayOutcome outcome = box.replay(letter, Duration.ofSeconds(10));

            assertThat(outcome).isInstanceOf(ReplayOutcome.Settled.class);
            assertThat(RunningWorker.messages(worker.view(interaction)))
                    .singleElement()
                    .satisfies(message -> {
                        assertThat(message.path("content").asText()).isEqualTo("Here it is");
                        assertThat(message.path("ephemeral").asBoolean()).isTrue();
                    });
            assertThat(box.list()).isEmpty();
        }
    }
}
