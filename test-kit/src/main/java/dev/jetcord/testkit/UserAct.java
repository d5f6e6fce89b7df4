package dev.jetcord.testkit;

import static java.util.Objects.requireNonNull;

import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.interaction.Interaction;
import java.time.Duration;
import org.awaitility.Awaitility;

/** What a user did, and what came of it. */
public record UserAct(SandboxDiscord sandbox, Interaction interaction) {
    private static final Duration NOW = Duration.ofMillis(1);

    public UserAct {
        requireNonNull(sandbox, "sandbox");
        requireNonNull(interaction, "interaction");
    }

    /** What the user sees at this moment. */
    public Seen seen() throws InterruptedException {
        return Seen.of(sandbox.await(interaction, NOW));
    }

    /** What the user sees, as soon as there is an answer. "Thinking" is none. */
    public Seen awaitAnswer() throws InterruptedException {
        return await(Seen.State.ANSWERED);
    }

    /** What the user sees, as soon as it has come to this. */
    public Seen await(Seen.State state) throws InterruptedException {
        Awaitility.await("the user sees " + state).until(() -> seen().state() == state);
        return seen();
    }
}
