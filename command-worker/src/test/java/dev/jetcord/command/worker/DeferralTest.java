package dev.jetcord.command.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.jetcord.command.Command;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.common.interaction.Button;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.sandbox.interaction.Interaction;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a user sees of what takes its time. */
class DeferralTest {
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void defersToTheUserAloneWhatIsNotAnsweredInTime() throws Exception {
        Command slow = Command.slash("slow", "Takes its time").handle(context -> {
            release.await();
            context.reply("At last");
        });
        try (RunningWorker worker = RunningWorker.with(slow)) {
            Interaction interaction = worker.type("/slow");
            await().until(() -> worker.state(interaction).equals("thinking"));

            release.countDown();

            assertThat(worker.text(interaction)).isEqualTo("At last");
            assertThat(worker.message(interaction).path("ephemeral").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void defersBeforeTheHandlerRunsWhereTheCommandSaysSo() throws Exception {
        Command slow = Command.slash("slow", "Takes its time")
                .deferral(DeferralPolicy.DEFER_PUBLIC)
                .handle(context -> {
                    release.await();
                    context.reply("At last");
                });
        try (RunningWorker worker = RunningWorker.with(slow)) {
            Interaction interaction = worker.type("/slow");
            await().until(() -> worker.state(interaction).equals("thinking"));

            release.countDown();

            assertThat(worker.text(interaction)).isEqualTo("At last");
            assertThat(worker.message(interaction).path("ephemeral").asBoolean())
                    .isFalse();
        }
    }

    @Test
    void acknowledgesASlowComponentWithoutASignAndThenChangesItsMessage() throws Exception {
        Command count = Command.slash("count", "Counts")
                .component("more", context -> {
                    release.await();
                    context.update(Reply.text("2"));
                })
                .handle(context -> context.reply(Reply.text("1").with(new Button("more", "More", true))));
        try (RunningWorker worker = RunningWorker.with(count)) {
            Interaction shown = worker.type("/count");
            assertThat(worker.text(shown)).isEqualTo("1");

            Interaction pressed = worker.use(shown, "more");
            await().until(() -> worker.state(pressed).equals("thinking"));
            release.countDown();
            await().until(() -> worker.state(pressed).equals("answered"));

            assertThat(worker.view(pressed).path("source").path("content").asText())
                    .isEqualTo("2");
        }
    }
}
