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
        flow.info(
                "command-worker: {} {} {} in {} ms",
                interaction.kind().token(),
                interaction.id(),
                // Without the reference of a failure: that stands in one line of the logs, which says what failed.
                result.label(),
                inWorker.toMillis());
    }
}
