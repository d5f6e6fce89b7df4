package dev.jetcord.command.worker;

import dev.jetcord.common.interaction.Interaction;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows each interaction's way through this worker on logger {@code dev.jetcord.flow}, where {@code LOG_FLOW} asks for it. */
final class FlowLog {
    private static final Logger flow = LoggerFactory.getLogger("dev.jetcord.flow");

    private final boolean enabled;

    FlowLog(boolean enabled) {
        this.enabled = enabled;
    }

    /** @param inWorker from receipt until the handler was done */
    void handled(Interaction interaction, CommandResult result, Duration inWorker) {
        if (!enabled) {
            return;
        }
        String outcome = switch (result) {
            case CommandResult.Answered answered -> "answered";
            case CommandResult.Unknown unknown -> "not known";
            case CommandResult.TooLate tooLate -> "too late";
            // The reference stands in one line of the logs, the one that says what failed.
            case CommandResult.Failed failed -> "failed";
        };
        flow.info(
                "command-worker: {} {} {} in {} ms",
                interaction.kind().token(),
                interaction.id(),
                outcome,
                inWorker.toMillis());
    }
}
