package dev.jetcord.eligibility.request;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryAwayException;
import dev.jetcord.common.eligibility.EligibilityReply;
import dev.jetcord.common.eligibility.EligibilityReply.Answered;
import dev.jetcord.common.eligibility.EligibilityReply.Refused;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.database.Database;
import dev.jetcord.eligibility.refusal.RefusedException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests and gives replies: questions, and changes that have their effect once. What fails for a passing reason gets no
 * reply, and whoever asked takes the worker for away. Thread-safe.
 */
final class Desk {
    private static final Logger log = LoggerFactory.getLogger(Desk.class);
    private static final String GROUP = "eligibility-worker";

    private final RequestListener listener;
    private final Database database;
    private final ProcessedRequests processed;
    private final Runnable changed;
    private final MeterRegistry registry;

    /** @param changed what is run after a change was committed */
    Desk(
            RequestListener listener,
            Database database,
            ProcessedRequests processed,
            Runnable changed,
            MeterRegistry registry) {
        this.listener = requireNonNull(listener, "listener");
        this.database = requireNonNull(database, "database");
        this.processed = requireNonNull(processed, "processed");
        this.changed = requireNonNull(changed, "changed");
        this.registry = requireNonNull(registry, "registry");
    }

    /** Answers a question. */
    @FunctionalInterface
    interface Question<Q, A> {
        A answer(Q asked) throws Exception;
    }

    /** Answers a question from the database. */
    @FunctionalInterface
    interface Lookup<Q, A> {
        A answer(Handle handle, Q asked) throws Exception;
    }

    /** What identifies a change. */
    record Cause<Q>(Function<Q, String> messageId, Function<Q, Snowflake> user) {}

    <Q extends Record, A extends Record> void question(Operation<Q, A> operation, Question<Q, A> question) {
        serve(operation, asked -> new Answered<>(question.answer(asked)).encode());
    }

    <Q extends Record, A extends Record> void lookup(Operation<Q, A> operation, Lookup<Q, A> lookup) {
        question(operation, asked -> database.transaction(handle -> lookup.answer(handle, asked)));
    }

    <Q extends Record, A extends Record> void change(Operation<Q, A> operation, Cause<Q> cause, Lookup<Q, A> change) {
        change(operation, cause, asked -> asked, change);
    }

    /** @param preparation what waits for others than the database; it is done before the transaction */
    <Q extends Record, P, A extends Record> void change(
            Operation<Q, A> operation, Cause<Q> cause, Question<Q, P> preparation, Lookup<P, A> change) {
        serve(operation, asked -> {
            String id = cause.messageId().apply(asked);
            Optional<byte[]> before = processed.reply(id);
            if (before.isPresent()) {
                return before.get();
            }
            P prepared = preparation.answer(asked);
            byte[] reply = processed.once(
                    id, cause.user().apply(asked), handle -> new Answered<>(change.answer(handle, prepared)).encode());
            changed.run();
            return reply;
        });
    }

    private <Q extends Record, A extends Record> void serve(Operation<Q, A> operation, Question<Q, byte[]> question) {
        listener.serveAsOne(operation.subject(), GROUP, body -> {
            String result = "failed";
            try {
                byte[] reply = question.answer(operation.decode(body));
                result = "answered";
                return reply;
            } catch (RefusedException refused) {
                result = "refused";
                return refusal(String.valueOf(refused.getMessage()));
            } catch (InvalidMessageException malformed) {
                result = "refused";
                log.warn("a request {} cannot be read: {}", operation.name(), malformed.getMessage());
                return refusal("That request could not be read. The bot's services may be of different versions.");
            } catch (DirectoryAwayException away) {
                result = "refused";
                log.warn("a request {} is refused: {}", operation.name(), away.getMessage());
                return refusal("The list of members is away for the moment. Try again in a minute.");
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", stopping);
            } catch (Exception failure) {
                throw new IllegalStateException("no reply to a request " + operation.name(), failure);
            } finally {
                Counter.builder("jetcord.eligibility.requests")
                        .description("Requests of commands, by what became of them")
                        .tag("operation", operation.name())
                        .tag("result", result)
                        .register(registry)
                        .increment();
            }
        });
    }

    private static byte[] refusal(String text) {
        EligibilityReply<Record> reply = new Refused<>(text);
        return reply.encode();
    }
}
