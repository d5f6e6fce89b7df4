package dev.jetcord.common.discord;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Sends a request once and waits for what comes of it. Blocks; thread-safe. */
@FunctionalInterface
interface Transport {
    /**
     * Sends.
     *
     * @param timeout how long to wait; whatever has come by then is given up
     * @param variables the values of the template's variables, in order
     */
    Attempt send(Endpoint endpoint, Optional<JsonNode> body, Duration timeout, List<String> variables)
            throws InterruptedException;
}
