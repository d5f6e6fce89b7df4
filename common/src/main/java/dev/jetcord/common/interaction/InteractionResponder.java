package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.discord.Acknowledgement;
import dev.jetcord.common.discord.DiscordErrorCode;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.discord.InteractionApi;
import dev.jetcord.common.discord.InteractionReference;
import dev.jetcord.common.discord.OriginalResponse;
import dev.jetcord.common.wire.Snowflake;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Says things to the user of one interaction, by the rules of what may follow what (Discord, "Receiving and Responding",
 * and {@link Stage}). That somebody else has acknowledged the interaction (40060) is no error: the responder looks at what
 * is shown and goes on from there.
 *
 * <p>Thread-safe: one call at a time reaches Discord, in the order of the calls.
 */
public final class InteractionResponder {
    private static final int MAX_CHOICES = 25;

    private final InteractionApi api;
    private final InteractionReference interaction;
    private final Optional<Snowflake> source;
    private final boolean autocomplete;
    private final Runnable onFirstResponse;
    private final ReentrantLock turn = new ReentrantLock();
    private Stage stage = Stage.NOTHING;
    /** What is shown as the answer was said by an earlier delivery or by somebody else. */
    private boolean answeredBefore;

    /**
     * Begins with nothing said.
     *
     * @param onFirstResponse called once, when Discord has taken our first response or has told that there was one
     */
    public InteractionResponder(InteractionApi api, Interaction interaction, Runnable onFirstResponse) {
        this(
                api,
                interaction.reference(),
                interaction.message(),
                interaction.data() instanceof InteractionData.Autocomplete,
                onFirstResponse);
    }

    InteractionResponder(
            InteractionApi api,
            InteractionReference interaction,
            Optional<Snowflake> source,
            boolean autocomplete,
            Runnable onFirstResponse) {
        this.api = requireNonNull(api, "api");
        this.interaction = requireNonNull(interaction, "interaction");
        this.source = requireNonNull(source, "source");
        this.autocomplete = autocomplete;
        this.onFirstResponse = requireNonNull(onFirstResponse, "onFirstResponse");
    }

    /** Where things stand. */
    public Stage stage() {
        turn.lock();
        try {
            return stage;
        } finally {
            turn.unlock();
        }
    }

    /** Shows "thinking" to everybody or only to the user, where nothing was said yet; otherwise does nothing. */
    public Told defer(boolean ephemeral) throws DiscordException, InterruptedException {
        Stage then = ephemeral ? Stage.DEFERRED_EPHEMERAL : Stage.DEFERRED_PUBLIC;
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("flags", ephemeral ? 64 : 0);
        return call(() -> {
            if (stage == Stage.NOTHING) {
                first(CallbackType.DEFERRED_MESSAGE, data, then);
            }
            return Told.SHOWN;
        });
    }

    /**
     * Acknowledges with as little as there is, where nothing was said yet: a component without a sign, everything else with
     * "thinking" to the user alone.
     */
    public Told acknowledge() throws DiscordException, InterruptedException {
        return source.isPresent() ? deferUpdate() : defer(true);
    }

    /** Acknowledges a component without a sign of it, where nothing was said yet; otherwise does nothing. */
    public Told deferUpdate() throws DiscordException, InterruptedException {
        return call(() -> {
            if (stage == Stage.NOTHING) {
                first(CallbackType.DEFERRED_UPDATE, JsonNodeFactory.instance.objectNode(), Stage.DEFERRED_UPDATE);
            }
            return Told.SHOWN;
        });
    }

    /** Shows a message: as the first response, in place of a deferral, or as a further message. */
    public Told reply(Reply reply) throws DiscordException, InterruptedException {
        return call(() -> {
            if (stage == Stage.NOTHING) {
                Stage then = reply.ephemeral() ? Stage.ANSWERED_EPHEMERAL : Stage.ANSWERED_PUBLIC;
                if (first(CallbackType.MESSAGE, reply.jsonWithFlags(), then)) {
                    return Told.SHOWN;
                }
            }
            // An earlier delivery's answer is replaced by ours, also where a deferral of ours found it.
            return answeredBefore ? edit(reply, stage) : later(reply);
        });
    }

    /** Changes the message that carried the component. */
    public Told update(Reply reply) throws DiscordException, InterruptedException {
        return call(() -> {
            if (stage == Stage.NOTHING) {
                if (first(CallbackType.UPDATE, reply.json(), Stage.UPDATED)) {
                    return Told.SHOWN;
                }
            }
            return switch (stage) {
                case DEFERRED_UPDATE, UPDATED -> edit(reply, Stage.UPDATED);
                default -> later(reply);
            };
        });
    }

    /** Suggests at most 25 choices; more are left out. */
    public Told choices(List<Choice> choices) throws DiscordException, InterruptedException {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode array = data.putArray("choices");
        choices.stream()
                .limit(MAX_CHOICES)
                .forEach(choice -> array.addObject().put("name", choice.name()).put("value", choice.value()));
        return call(() -> {
            if (stage == Stage.NOTHING) {
                first(CallbackType.CHOICES, data, Stage.CHOICES);
            }
            return Told.SHOWN;
        });
    }

    /**
     * Opens a form, which only a first response can.
     *
     * @throws IllegalStateException when something was said before
     */
    public Told modal(ModalForm form) throws DiscordException, InterruptedException {
        return call(() -> {
            if (stage != Stage.NOTHING) {
                throw new IllegalStateException(
                        "a modal can only be the first response, and this comes after " + stage);
            }
            if (first(CallbackType.MODAL, form.json(), Stage.MODAL)) {
                return Told.SHOWN;
            }
            return switch (stage) {
                // Whoever rescued it has told the user to try again, which saying it twice would not improve.
                case ANSWERED_EPHEMERAL, ANSWERED_PUBLIC -> Told.SHOWN;
                default -> later(Reply.ephemeral("That took a moment too long. Please try again."));
            };
        });
    }

    /**
     * Says that something went wrong, to the user alone, whatever was said before: what the others see does not change,
     * but that a public "thinking" is taken away.
     */
    public Told error(String text) throws DiscordException, InterruptedException {
        if (autocomplete) {
            return choices(List.of()) == Told.TOO_LATE ? Told.TOO_LATE : Told.NO_PLACE;
        }
        Reply reply = Reply.ephemeral(text);
        return call(() -> {
            if (stage == Stage.NOTHING) {
                if (first(CallbackType.MESSAGE, reply.jsonWithFlags(), Stage.ANSWERED_EPHEMERAL)) {
                    return Told.SHOWN;
                }
            }
            return later(reply);
        });
    }

    /** What comes after a first response. */
    private Told later(Reply reply) throws DiscordException, InterruptedException {
        return switch (stage) {
            case DEFERRED_EPHEMERAL -> edit(reply, Stage.ANSWERED_EPHEMERAL);
            case DEFERRED_PUBLIC -> {
                if (!reply.ephemeral()) {
                    yield edit(reply, Stage.ANSWERED_PUBLIC);
                }
                api.deleteOriginal(interaction);
                yield followUp(reply);
            }
            case NOTHING, DEFERRED_UPDATE, UPDATED, ANSWERED_EPHEMERAL, ANSWERED_PUBLIC, MODAL -> followUp(reply);
            case CHOICES -> Told.NO_PLACE;
            case TOO_LATE -> Told.TOO_LATE;
        };
    }

    /** Sends the first response; false when somebody else's came before it. */
    private boolean first(CallbackType type, ObjectNode data, Stage then)
            throws DiscordException, InterruptedException {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("type", type.value());
        response.set("data", data);
        Acknowledgement acknowledgement = api.respond(interaction, response);
        stage = switch (acknowledgement) {
            case ACCEPTED -> then;
            case ALREADY_ACKNOWLEDGED -> autocomplete ? Stage.CHOICES : observed(then);
            // A form or choices leave no message to look at.
            case POSSIBLY_OURS -> then == Stage.MODAL || then == Stage.CHOICES ? then : observed(then);
        };
        answeredBefore = acknowledgement != Acknowledgement.ACCEPTED
                && (stage == Stage.ANSWERED_EPHEMERAL || stage == Stage.ANSWERED_PUBLIC);
        onFirstResponse.run();
        return acknowledgement == Acknowledgement.ACCEPTED || stage == Stage.MODAL || stage == Stage.CHOICES;
    }

    /** Where things stand after somebody else's response. Where nothing is shown, an earlier delivery opened the form. */
    private Stage observed(Stage wanted) throws DiscordException, InterruptedException {
        Optional<OriginalResponse> shown = api.original(interaction);
        if (shown.isEmpty()) {
            return wanted == Stage.MODAL ? Stage.MODAL : Stage.UPDATED;
        }
        OriginalResponse original = shown.get();
        if (source.isPresent() && source.get().equals(original.message())) {
            return Stage.DEFERRED_UPDATE;
        }
        if (original.loading()) {
            return original.ephemeral() ? Stage.DEFERRED_EPHEMERAL : Stage.DEFERRED_PUBLIC;
        }
        return original.ephemeral() ? Stage.ANSWERED_EPHEMERAL : Stage.ANSWERED_PUBLIC;
    }

    private Told edit(Reply reply, Stage then) throws DiscordException, InterruptedException {
        api.editOriginal(interaction, reply.json());
        answeredBefore = false;
        stage = then;
        return Told.SHOWN;
    }

    private Told followUp(Reply reply) throws DiscordException, InterruptedException {
        api.followUp(interaction, reply.jsonWithFlags());
        answeredBefore = false;
        stage = reply.ephemeral() ? Stage.ANSWERED_EPHEMERAL : Stage.ANSWERED_PUBLIC;
        return Told.SHOWN;
    }

    private Told call(Say say) throws DiscordException, InterruptedException {
        turn.lockInterruptibly();
        try {
            return stage == Stage.TOO_LATE ? Told.TOO_LATE : say.say();
        } catch (DiscordException refused) {
            boolean over = switch (refused.code()) {
                case DiscordErrorCode.UNKNOWN_INTERACTION,
                        DiscordErrorCode.UNKNOWN_WEBHOOK,
                        DiscordErrorCode.INVALID_WEBHOOK_TOKEN -> true;
                default -> false;
            };
            if (!over) {
                throw refused;
            }
            stage = Stage.TOO_LATE;
            return Told.TOO_LATE;
        } finally {
            turn.unlock();
        }
    }

    @FunctionalInterface
    private interface Say {
        Told say() throws DiscordException, InterruptedException;
    }
}
