package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.discord.RestCaller.Call;
import dev.jetcord.common.discord.RestCaller.Result;
import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Answers interactions over REST. */
final class RestInteractionApi implements InteractionApi {
    /** Discord voids a token that nobody has used by then. */
    private static final Duration FIRST_RESPONSE = Duration.ofSeconds(3);
    /** Twice within the three seconds, should the first connection hang. */
    private static final Duration CALLBACK_ATTEMPT = Duration.ofMillis(1400);

    private static final Duration WEBHOOK_ATTEMPT = Duration.ofSeconds(5);
    private static final Duration WEBHOOK_CALL = Duration.ofSeconds(15);
    private static final int EPHEMERAL = 1 << 6;
    private static final int LOADING = 1 << 7;

    private final RestCaller caller;
    private final TokenRateLimits rateLimits;
    private final InstantSource clock;
    private final RestCaller.Pause pause;

    RestInteractionApi(RestCaller caller, TokenRateLimits rateLimits, InstantSource clock, RestCaller.Pause pause) {
        this.caller = requireNonNull(caller, "caller");
        this.rateLimits = requireNonNull(rateLimits, "rateLimits");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
    }

    @Override
    public Acknowledgement respond(InteractionReference interaction, JsonNode response)
            throws DiscordException, InterruptedException {
        Result result = caller.call(new Call(
                Endpoint.RESPOND,
                Optional.of(response),
                interaction.id().instant().plus(FIRST_RESPONSE),
                CALLBACK_ATTEMPT,
                List.of(interaction.id().toString(), interaction.token().reveal())));
        if (result.answer().succeeded()) {
            return Acknowledgement.ACCEPTED;
        }
        if (code(result.answer()) == DiscordErrorCode.ALREADY_ACKNOWLEDGED) {
            return result.earlierMayHaveArrived()
                    ? Acknowledgement.POSSIBLY_OURS
                    : Acknowledgement.ALREADY_ACKNOWLEDGED;
        }
        throw caller.refused(Endpoint.RESPOND, result.answer());
    }

    @Override
    public Optional<OriginalResponse> original(InteractionReference interaction)
            throws DiscordException, InterruptedException {
        Attempt.Answered answer = webhook(Endpoint.GET_ORIGINAL, interaction, Optional.empty());
        if (code(answer) == DiscordErrorCode.UNKNOWN_MESSAGE) {
            return Optional.empty();
        }
        JsonNode message = succeeded(Endpoint.GET_ORIGINAL, answer);
        int flags = message.path("flags").asInt();
        return Optional.of(new OriginalResponse(
                id(Endpoint.GET_ORIGINAL, message), (flags & EPHEMERAL) != 0, (flags & LOADING) != 0));
    }

    @Override
    public void editOriginal(InteractionReference interaction, JsonNode message)
            throws DiscordException, InterruptedException {
        succeeded(Endpoint.EDIT_ORIGINAL, webhook(Endpoint.EDIT_ORIGINAL, interaction, Optional.of(message)));
    }

    @Override
    public void deleteOriginal(InteractionReference interaction) throws DiscordException, InterruptedException {
        Attempt.Answered answer = webhook(Endpoint.DELETE_ORIGINAL, interaction, Optional.empty());
        if (code(answer) != DiscordErrorCode.UNKNOWN_MESSAGE) {
            succeeded(Endpoint.DELETE_ORIGINAL, answer);
        }
    }

    @Override
    public Snowflake followUp(InteractionReference interaction, JsonNode message)
            throws DiscordException, InterruptedException {
        Attempt.Answered answer = webhook(Endpoint.FOLLOW_UP, interaction, Optional.of(message));
        return id(Endpoint.FOLLOW_UP, succeeded(Endpoint.FOLLOW_UP, answer));
    }

    private Attempt.Answered webhook(Endpoint endpoint, InteractionReference interaction, Optional<JsonNode> body)
            throws DiscordException, InterruptedException {
        Instant deadline = clock.instant().plus(WEBHOOK_CALL);
        Duration blocked = rateLimits.pause(endpoint, interaction.token());
        if (blocked.isPositive() && blocked.compareTo(WEBHOOK_CALL) < 0) {
            pause.pause(blocked);
        }
        Attempt.Answered answer = caller.call(new Call(
                        endpoint,
                        body,
                        deadline,
                        WEBHOOK_ATTEMPT,
                        List.of(
                                interaction.applicationId().toString(),
                                interaction.token().reveal())))
                .answer();
        if (answer.exhaustedFor().isPositive()) {
            rateLimits.exhausted(endpoint, interaction.token(), answer.exhaustedFor());
        }
        return answer;
    }

    private JsonNode succeeded(Endpoint endpoint, Attempt.Answered answer) throws DiscordException {
        if (!answer.succeeded()) {
            throw caller.refused(endpoint, answer);
        }
        return answer.body();
    }

    private static Snowflake id(Endpoint endpoint, JsonNode message) throws DiscordException {
        return RestAnswers.id(endpoint, message);
    }

    private static int code(Attempt.Answered answer) {
        return answer.succeeded()
                ? DiscordErrorCode.NONE
                : DiscordError.of(answer.body()).code();
    }
}
