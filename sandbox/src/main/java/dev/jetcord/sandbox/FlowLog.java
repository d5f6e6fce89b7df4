package dev.jetcord.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each step of an interaction on the logger {@code dev.jetcord.flow}. */
final class FlowLog {

    private static final Logger flow = LoggerFactory.getLogger("dev.jetcord.flow");

    private FlowLog() {}

    static void watch(SandboxDiscord discord) {
        var _ = discord.feed().watch(FlowLog::log);
    }

    private static void log(ObjectNode line) {
        String type = line.path("type").asText();
        if (type.equals("dispatch")) {
            if (line.path("event").asText().equals("INTERACTION_CREATE")) {
                flow.info(
                        "gateway: INTERACTION_CREATE to shard {}, sequence {}",
                        line.path("shard"),
                        line.path("sequence"));
            }
        } else {
            flow.info(
                    "rest: {} for {} ({}), the user sees: {}",
                    type,
                    line.path("command").asText(),
                    line.path("interaction_id").asText(),
                    line.path("state").asText());
        }
    }
}
