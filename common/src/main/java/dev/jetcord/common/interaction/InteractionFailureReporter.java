package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.discord.InteractionApi;
import dev.jetcord.common.discord.InteractionReference;
import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.wire.Snowflake;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a user that an interaction failed, with no more than its raw body: a short text and a reference that the logs
 * carry as well, to the user alone. Thread-safe; blocks for some seconds at most.
 */
public final class InteractionFailureReporter {
    private static final Logger log = LoggerFactory.getLogger(InteractionFailureReporter.class);
    private static final int AUTOCOMPLETE = 4;

    private final InteractionApi api;
    private final ObjectMapper json;
    private final InteractionDecoder decoder;
    private final Consumer<Snowflake> onFirstResponse;

    /** @param onFirstResponse called with the interaction's id, as {@link InteractionResponder} says */
    public InteractionFailureReporter(InteractionApi api, ObjectMapper json, Consumer<Snowflake> onFirstResponse) {
        this.api = requireNonNull(api, "api");
        this.json = requireNonNull(json, "json");
        this.decoder = new InteractionDecoder(json);
        this.onFirstResponse = requireNonNull(onFirstResponse, "onFirstResponse");
    }

    /** The words for something that went wrong for good, or may go well later. */
    public static String text(boolean mayPass, String reference) {
        return (mayPass ? "That did not work just now. Please try again later." : "Something went wrong on our side.")
                + "\nReference: `" + reference + '`';
    }

    /**
     * Tells the user, where id and token can be read; otherwise there is nobody to tell.
     *
     * @param mayPass the same may succeed later
     * @param reference a short id that the log line of the failure has
     */
    public void report(byte[] body, boolean mayPass, String reference) {
        try (var _ = LogLabels.reference(reference)) {
            tell(body, mayPass, reference);
        }
    }

    private void tell(byte[] body, boolean mayPass, String reference) {
        Optional<InteractionReference> interaction = decoder.reference(body);
        if (interaction.isEmpty()) {
            log.warn("failure {}: the user cannot be told, id or token cannot be read", reference);
            return;
        }
        try {
            JsonNode root = json.readTree(body);
            InteractionResponder responder = new InteractionResponder(
                    api,
                    interaction.get(),
                    source(root),
                    root.path("type").asInt() == AUTOCOMPLETE,
                    () -> onFirstResponse.accept(interaction.get().id()));
            Told told = responder.error(text(mayPass, reference));
            if (told == Told.TOO_LATE) {
                log.info("failure {}: the user was not told, it is too late", reference);
            }
        } catch (DiscordException refused) {
            log.warn("failure {}: the user was not told. {}", reference, refused.getMessage());
        } catch (IOException unreadable) {
            log.warn("failure {}: the body cannot be read", reference);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            log.warn("failure {}: the user was not told, the service stops", reference);
        }
    }

    private static Optional<Snowflake> source(JsonNode root) {
        try {
            return Optional.of(Snowflake.parse(root.path("message").path("id").asText()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
