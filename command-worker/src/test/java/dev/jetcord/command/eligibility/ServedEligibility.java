package dev.jetcord.command.eligibility;

import dev.jetcord.command.worker.RunningWorker;
import dev.jetcord.common.eligibility.Answers;
import dev.jetcord.common.eligibility.Answers.Reason;
import dev.jetcord.common.eligibility.Answers.RuleReason;
import dev.jetcord.common.eligibility.Answers.Verdict;
import dev.jetcord.common.eligibility.EligibilityReply;
import dev.jetcord.common.eligibility.EligibilityReply.Answered;
import dev.jetcord.common.eligibility.EligibilityReply.Refused;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A command worker in this process, and an eligibility worker that answers what a test has it say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServedEligibility {
    static final String ADDRESS = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");
    static final Snowflake ROLE = new Snowflake(42);

    RunningWorker worker;
    RequestListener eligibility;

    @BeforeAll
    void start() throws Exception {
        worker = RunningWorker.with(nats -> EligibilityCommands.create(new Requests(nats)));
    }

    @AfterAll
    void stop() {
        worker.close();
    }

    @BeforeEach
    void listen() {
        eligibility = new RequestListener(worker.nats());
    }

    @AfterEach
    void leave() {
        eligibility.close();
        worker.stream().change(body -> body);
    }

    /** What is suggested while something is typed. */
    List<String> suggestions(String typed) throws Exception {
        Interaction typing =
                worker.sandbox().act(Json.object().put("type", "autocomplete").put("text", typed));
        return worker.answer(typing)
                .path("choices")
                .valueStream()
                .map(choice -> choice.path("value").asText())
                .collect(Collectors.toList());
    }

    /** Has the worker answer so; gives what it was asked last. */
    <Q extends Record, A extends Record> AtomicReference<Q> serve(Operation<Q, A> operation, A answer) {
        return reply(operation, new Answered<>(answer));
    }

    /** Has the worker refuse so. */
    <Q extends Record, A extends Record> void refuse(Operation<Q, A> operation, String text) {
        reply(operation, new Refused<>(text));
    }

    private <Q extends Record, A extends Record> AtomicReference<Q> reply(
            Operation<Q, A> operation, EligibilityReply<A> reply) {
        AtomicReference<Q> asked = new AtomicReference<>();
        eligibility.serveAsOne(operation.subject(), "test", body -> {
            try {
                asked.set(operation.decode(body));
                return reply.encode();
            } catch (InvalidMessageException invalid) {
                throw new IllegalArgumentException(invalid);
            }
        });
        return asked;
    }

    static Answers.Reasons reasons() {
        return new Answers.Reasons(List.of(new RuleReason(
                "holders",
                ROLE,
                false,
                new Reason(
                        Verdict.NO,
                        "all of these",
                        List.of(
                                new Reason(Verdict.YES, "an account of at least 30 days (99 days)", List.of()),
                                new Reason(Verdict.UNKNOWN, "at least 1.5 of a token (nobody answers)", List.of()))))));
    }
}
