package dev.jetcord.command.eligibility;

import dev.jetcord.command.CommandContext;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.eligibility.Answers.Choices;
import dev.jetcord.common.eligibility.EligibilityClient;
import dev.jetcord.common.eligibility.EligibilityReply;
import dev.jetcord.common.eligibility.EligibilityReply.Answered;
import dev.jetcord.common.eligibility.EligibilityReply.Refused;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.ChainComplete;
import dev.jetcord.common.interaction.Choice;
import dev.jetcord.common.interaction.Interaction.GuildContext;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.common.messaging.Requests.NoAnswerException;
import dev.jetcord.common.wire.Snowflake;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the eligibility worker for a user and says what it answers, to that user alone. Thread-safe. */
final class EligibilityDesk {
    static final String AWAY = "The service that looks after wallets and roles is away at the moment. Nothing is lost:"
            + " please try again in a minute.";

    private static final Logger log = LoggerFactory.getLogger(EligibilityDesk.class);

    private final EligibilityClient quick;
    private final EligibilityClient patient;

    /**
     * A desk.
     *
     * @param quick is answered within Discord's 3 s, or the worker is away
     * @param patient for operations that take their time
     */
    EligibilityDesk(EligibilityClient quick, EligibilityClient patient) {
        this.quick = quick;
        this.patient = patient;
    }

    /**
     * Asks, and replies.
     *
     * @param words says an answer
     */
    <Q extends Record, A extends Record> void answer(
            CommandContext context, Operation<Q, A> operation, Q question, Function<A, Reply> words)
            throws DiscordException, InterruptedException {
        reply(context, () -> quick.ask(operation, question), words);
    }

    /**
     * The same of an operation that reads chains or calls Discord. Something small is asked first, so that a worker that hangs is
     * known to be away long before the patience ends.
     */
    <Q extends Record, A extends Record> void answerPatiently(
            CommandContext context, Operation<Q, A> operation, Q question, Function<A, Reply> words)
            throws DiscordException, InterruptedException {
        reply(
                context,
                () -> {
                    var _ = quick.ask(Operation.CHAIN_COMPLETE, new ChainComplete(""));
                    return patient.ask(operation, question);
                },
                words);
    }

    private static <A extends Record> void reply(CommandContext context, Inquiry<A> inquiry, Function<A, Reply> words)
            throws DiscordException, InterruptedException {
        EligibilityReply<A> reply;
        try {
            reply = inquiry.ask();
        } catch (NoAnswerException away) {
            log.warn("interaction {}: {}", context.interaction().id(), away.getMessage());
            context.reply(Reply.ephemeral(AWAY));
            return;
        }
        context.reply(
                switch (reply) {
                    case Answered<A>(A answer) -> words.apply(answer).toUserAlone();
                    case Refused<A>(String text) -> Reply.ephemeral(Lines.fitting(text));
                });
    }

    /** Suggests values while the user types; none while the worker is away. */
    <Q extends Record, A extends Record> void suggest(
            CommandContext context, Operation<Q, A> operation, Q question, Function<A, List<String>> values)
            throws DiscordException, InterruptedException {
        List<String> suggested;
        try {
            suggested =
                    quick.ask(operation, question) instanceof Answered<A>(A answer) ? values.apply(answer) : List.of();
        } catch (NoAnswerException away) {
            suggested = List.of();
        }
        context.suggest(
                suggested.stream().map(value -> new Choice(value, value)).toList());
    }

    <Q extends Record> void suggest(CommandContext context, Operation<Q, Choices> operation, Q question)
            throws DiscordException, InterruptedException {
        suggest(context, operation, question, Choices::choices);
    }

    /** The guild that the command was used in, which commands for guilds only always have. */
    static GuildContext guild(CommandContext context) {
        return context.interaction()
                .guild()
                .orElseThrow(() -> new IllegalStateException("a command for guilds was used outside of one"));
    }

    static Snowflake user(CommandContext context) {
        return context.interaction().user().id();
    }

    /** The id under which the worker remembers what it did, so that it does it once. */
    static String messageId(CommandContext context) {
        return context.interaction().id().toString();
    }

    /** Something that is asked of the worker. */
    @FunctionalInterface
    private interface Inquiry<A extends Record> {
        EligibilityReply<A> ask() throws NoAnswerException, InterruptedException;
    }
}
