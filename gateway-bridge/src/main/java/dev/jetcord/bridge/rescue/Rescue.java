package dev.jetcord.bridge.rescue;

import dev.jetcord.bridge.frame.InteractionRoute;
import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.tracing.Step;
import dev.jetcord.common.tracing.Tracer;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.TraceContext;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a first response to every interaction of this bridge's that no worker has acknowledged shortly before the three
 * seconds are over, so that a worker can still answer it within 15 minutes. Also while NATS is away, when nothing else can.
 * Thread-safe; nothing here blocks but its own threads.
 */
public final class Rescue {
    private static final Logger log = LoggerFactory.getLogger(Rescue.class);
    /**
     * By then a worker has deferred what it could not answer: it does so at two seconds, and is not to be overtaken in that.
     */
    static final Duration RESCUE_AGE = Duration.ofMillis(2_200);
    /** Discord, "Interaction Callback": the token is void after three seconds without a first response. */
    static final Duration TOO_LATE_AGE = Duration.ofMillis(2_950);
    /** A minute before the token ends (Discord, "Followup Messages"). */
    static final Duration LAST_WORD_AFTER = Duration.ofMinutes(14);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(100);
    private static final int MOST = 100_000;
    private static final String GIVEN_UP = "This has taken too long and was given up. Please try again.";

    private final InteractionCallbacks callbacks;
    private final BiFunction<InteractionKind, String, Optional<String>> policies;
    private final MeterRegistry registry;
    private final Tracer tracer;
    private final Supplier<Duration> uptime;
    private final ArrivalClock arrivals = new ArrivalClock();
    private final Waiting<Snowflake, Endangered> waiting = new Waiting<>(MOST);
    private final Waiting<Snowflake, Thinking> thinking = new Waiting<>(MOST);

    /**
     * Nothing is in danger yet.
     *
     * @param policies of commands, by their kind and name, where they are known
     * @param tracer where it is recorded, in the trace of the interaction
     * @param uptime a clock that never runs backwards
     */
    public Rescue(
            InteractionCallbacks callbacks,
            BiFunction<InteractionKind, String, Optional<String>> policies,
            MeterRegistry registry,
            Tracer tracer,
            Supplier<Duration> uptime) {
        this.callbacks = callbacks;
        this.policies = policies;
        this.registry = registry;
        this.tracer = tracer;
        this.uptime = uptime;
        Gauge.builder("jetcord.rescue.thinking", thinking, Waiting::size)
                .description("Interactions that show \"thinking\" by a rescue and that no worker has answered yet")
                .register(registry);
    }

    /** An event has come and goes out; only interactions matter. */
    public void taken(OutgoingEvent event) {
        event.interaction().ifPresent(route -> watch(route, event));
    }

    /** A worker, or whoever it was, has given a first response. */
    public void acknowledged(Snowflake interaction) {
        var _ = waiting.settle(interaction);
    }

    /** Rescues what is due. To be called several times a second. */
    public void tick() {
        Duration now = uptime.get();
        for (Endangered interaction : waiting.takeDue(now)) {
            start("rescue", interaction.event().envelope().traceparent(), () -> rescue(interaction));
        }
        for (Thinking interaction : thinking.takeDue(now)) {
            start("last word", interaction.traceparent(), () -> lastWord(interaction.pending()));
        }
    }

    private void start(String name, Optional<String> traceparent, Task task) {
        Runnable work = () -> uninterrupted(task);
        var _ = Thread.ofVirtual()
                .name(name)
                .start(() -> traceparent.ifPresentOrElse(
                        trace -> CurrentStep.run(tracer, Step.Kind.CONSUMER, name, trace, work), work));
    }

    private void watch(InteractionRoute route, OutgoingEvent event) {
        Duration now = uptime.get();
        Duration age;
        synchronized (arrivals) {
            age = arrivals.age(route.id(), event.envelope().time(), now);
        }
        if (age.compareTo(TOO_LATE_AGE) >= 0) {
            // It comes again after a resume, and had its three seconds before.
            count("too_late");
            return;
        }
        Endangered interaction = new Endangered(route, event, now.plus(TOO_LATE_AGE.minus(age)));
        if (!waiting.add(route.id(), interaction, now.plus(RESCUE_AGE.minus(age)))) {
            count("overload");
        }
    }

    private void rescue(Endangered interaction) throws InterruptedException {
        InteractionRoute route = interaction.route();
        Optional<PendingInteraction> pending =
                PendingInteraction.read(interaction.event().body());
        if (pending.isEmpty()) {
            count("unreadable");
            return;
        }
        FirstResponse response = FirstResponse.choose(
                route.kind(),
                policies.apply(route.kind(), route.name()),
                pending.get().onMessage());
        InteractionCallbacks.Result result = callbacks.respond(pending.get(), response);
        while (result == InteractionCallbacks.Result.FAILED
                && uptime.get().plus(BETWEEN_ATTEMPTS).compareTo(interaction.until()) < 0) {
            Thread.sleep(BETWEEN_ATTEMPTS);
            result = callbacks.respond(pending.get(), response);
        }
        count(label(result));
        if (result == InteractionCallbacks.Result.ACCEPTED) {
            String id = MessageIds.forInteraction(route.id());
            try (var _ = LogLabels.message(id, Optional.of(TraceContext.begin(id)))) {
                log.info("interaction {}: no worker was in time; first response {}", route.id(), response);
            }
            if (response.leavesThinking()) {
                var _ = thinking.add(
                        route.id(),
                        new Thinking(
                                pending.get(), interaction.event().envelope().traceparent()),
                        uptime.get().plus(LAST_WORD_AFTER));
            }
        }
    }

    private void lastWord(PendingInteraction interaction) throws InterruptedException {
        if (callbacks.stillThinking(interaction)) {
            count(
                    callbacks.edit(interaction, GIVEN_UP) == InteractionCallbacks.Result.ACCEPTED
                            ? "given_up"
                            : "failed");
        }
    }

    private void count(String outcome) {
        Counter.builder("jetcord.rescue")
                .description("Interactions that no worker acknowledged in time, by what came of their rescue")
                .tag("outcome", outcome)
                .register(registry)
                .increment();
    }

    private static String label(InteractionCallbacks.Result result) {
        return switch (result) {
            case ACCEPTED -> "rescued";
            case ALREADY_ACKNOWLEDGED -> "already_acknowledged";
            case REFUSED -> "refused";
            case FAILED -> "failed";
        };
    }

    private static void uninterrupted(Task task) {
        try {
            task.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @FunctionalInterface
    private interface Task {
        void run() throws InterruptedException;
    }

    /** @param until when a first response is no longer of use, by the uptime */
    private record Endangered(InteractionRoute route, OutgoingEvent event, Duration until) {}

    private record Thinking(PendingInteraction pending, Optional<String> traceparent) {}
}
