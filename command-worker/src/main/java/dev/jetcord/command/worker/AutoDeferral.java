package dev.jetcord.command.worker;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.discord.DiscordClock;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.InteractionResponder;
import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.tracing.CurrentStep;
import dev.jetcord.common.wire.MessageIds;
import dev.jetcord.common.wire.TraceContext;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledges what a handler has not answered two seconds after the user acted, so that the three seconds do not pass:
 * a component without a sign, everything else with "thinking" to the user alone. Autocomplete cannot be deferred, and
 * what is to open a form must not be.
 */
final class AutoDeferral implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AutoDeferral.class);

    private final DiscordClock clock;
    private final Duration after;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("auto-deferral").daemon().factory());

    /** @param after the age at which an interaction is deferred, by Discord's clock */
    AutoDeferral(DiscordClock clock, Duration after) {
        this.clock = requireNonNull(clock, "clock");
        this.after = requireNonNull(after, "after");
    }

    /** Sets the alarm. Cancel it when the handler is done. */
    ScheduledFuture<?> arm(Interaction interaction, InteractionResponder responder) {
        // The alarm rings on a thread that knows nothing of the message.
        Runnable deferral = CurrentStep.carried(() -> defer(interaction, responder));
        long delay = Math.max(0, after.minus(clock.age(interaction.id())).toMillis());
        return timer.schedule(
                () -> {
                    Thread.ofVirtual().name("auto-deferral").start(deferral);
                },
                delay,
                TimeUnit.MILLISECONDS);
    }

    private static void defer(Interaction interaction, InteractionResponder responder) {
        try (var _ = LogLabels.message(MessageIds.forInteraction(interaction.id()), TraceContext.current())) {
            acknowledge(interaction, responder);
        }
    }

    private static void acknowledge(Interaction interaction, InteractionResponder responder) {
        try {
            responder.acknowledge();
        } catch (DiscordException refused) {
            log.warn("interaction {} was not deferred. {}", interaction.id(), refused.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
