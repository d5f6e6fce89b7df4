package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.discord.RestCaller.Call;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Calls with the bot's own token: through the queues of their buckets and the global limit, each at most 30 seconds. */
final class BotCalls {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RestCaller caller;
    private final InstantSource clock;

    BotCalls(RestCaller caller, InstantSource clock) {
        this.caller = requireNonNull(caller, "caller");
        this.clock = requireNonNull(clock, "clock");
    }

    /** The body of a successful answer. */
    JsonNode call(Endpoint endpoint, Optional<JsonNode> body, String... variables)
            throws DiscordException, InterruptedException {
        return call(endpoint, body, Optional.empty(), variables);
    }

    /** The body of a successful answer to what the guild's audit log shows with a reason. */
    JsonNode call(Endpoint endpoint, Optional<JsonNode> body, Optional<String> auditReason, String... variables)
            throws DiscordException, InterruptedException {
        Attempt.Answered answer = caller.call(new Call(
                        endpoint, body, clock.instant().plus(TIMEOUT), TIMEOUT, List.of(variables), auditReason))
                .answer();
        if (!answer.succeeded()) {
            throw caller.refused(endpoint, answer);
        }
        return answer.body();
    }
}
