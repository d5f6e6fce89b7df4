package dev.jetcord.command.worker;

import static java.util.Objects.requireNonNull;

import dev.jetcord.command.CommandContext;
import dev.jetcord.command.CommandRegistry;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.command.Journey;
import dev.jetcord.common.discord.DiscordClock;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.discord.InteractionApi;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.InteractionFailureReporter;
import dev.jetcord.common.interaction.InteractionResponder;
import dev.jetcord.common.interaction.Stage;
import dev.jetcord.common.interaction.Told;
import dev.jetcord.common.wire.InteractionKind;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the command that an interaction belongs to, and sees to it that the user is always told something: in time, and
 * what went wrong if something did. Thread-safe; blocks until the handler is done.
 */
final class CommandDispatcher {
    private static final Logger log = LoggerFactory.getLogger(CommandDispatcher.class);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(15);

    private final CommandRegistry registry;
    private final InteractionApi api;
    private final DiscordClock clock;
    private final AutoDeferral autoDeferral;
    private final CommandMetrics metrics;
    private final RandomGenerator random;

    CommandDispatcher(
            CommandRegistry registry,
            InteractionApi api,
            DiscordClock clock,
            AutoDeferral autoDeferral,
            CommandMetrics metrics,
            RandomGenerator random) {
        this.registry = requireNonNull(registry, "registry");
        this.api = requireNonNull(api, "api");
        this.clock = requireNonNull(clock, "clock");
        this.autoDeferral = requireNonNull(autoDeferral, "autoDeferral");
        this.metrics = requireNonNull(metrics, "metrics");
        this.random = requireNonNull(random, "random");
    }

    CommandResult dispatch(Interaction interaction, Journey journey) throws InterruptedException {
        clock.received(interaction.id());
        Optional<CommandRegistry.Target> target = registry.find(interaction);
        if (target.isEmpty()) {
            return unknown(interaction);
        }
        CommandResult result = run(interaction, journey, target.get());
        metrics.handled(
                interaction,
                target.get(),
                switch (result) {
                    case CommandResult.Answered answered -> "answered";
                    case CommandResult.Unknown unknown -> "unknown";
                    case CommandResult.TooLate tooLate -> "too_late";
                    case CommandResult.Failed failed -> "failed";
                });
        return result;
    }

    private CommandResult run(Interaction interaction, Journey journey, CommandRegistry.Target target)
            throws InterruptedException {
        if (clock.age(interaction.id()).compareTo(TOKEN_LIFE) >= 0) {
            return new CommandResult.TooLate();
        }
        InteractionResponder responder = new InteractionResponder(
                api, interaction, () -> metrics.firstResponse(interaction, target, clock.age(interaction.id())));
        try {
            if (defer(responder, target.deferral()) == Told.TOO_LATE) {
                return new CommandResult.TooLate();
            }
            handle(interaction, journey, target, responder);
            return responder.stage() == Stage.TOO_LATE ? new CommandResult.TooLate() : new CommandResult.Answered();
        } catch (InterruptedException interrupted) {
            throw interrupted;
        } catch (Exception failure) {
            return failed(interaction, responder, failure);
        }
    }

    private static Told defer(InteractionResponder responder, DeferralPolicy policy)
            throws DiscordException, InterruptedException {
        return switch (policy) {
            case DEFER_EPHEMERAL -> responder.defer(true);
            case DEFER_PUBLIC -> responder.defer(false);
            case IMMEDIATE, MODAL -> Told.SHOWN;
        };
    }

    private void handle(
            Interaction interaction, Journey journey, CommandRegistry.Target target, InteractionResponder responder)
            throws Exception {
        boolean deferrable =
                target.deferral() == DeferralPolicy.IMMEDIATE && interaction.kind() != InteractionKind.AUTOCOMPLETE;
        Optional<ScheduledFuture<?>> alarm =
                deferrable ? Optional.of(autoDeferral.arm(interaction, responder)) : Optional.empty();
        try {
            target.handler().handle(new CommandContext(interaction, journey, responder));
        } finally {
            alarm.ifPresent(armed -> armed.cancel(false));
        }
        switch (responder.stage()) {
            case NOTHING, DEFERRED_EPHEMERAL, DEFERRED_PUBLIC ->
                throw new IllegalStateException("the handler has answered nothing");
            case DEFERRED_UPDATE, UPDATED, ANSWERED_EPHEMERAL, ANSWERED_PUBLIC, MODAL, CHOICES, TOO_LATE -> {
                // Said, or nothing can be said.
            }
        }
    }

    private CommandResult unknown(Interaction interaction) throws InterruptedException {
        metrics.unknown(interaction);
        log.warn(
                "interaction {}: no command handles this {}; is a worker of another version running, or is provision due?",
                interaction.id(),
                interaction.kind().token());
        InteractionResponder responder = new InteractionResponder(api, interaction, () -> {});
        tell(interaction, responder, "I don't know that command. It may be new or have been removed: try again later.");
        return new CommandResult.Unknown();
    }

    private CommandResult failed(Interaction interaction, InteractionResponder responder, Exception failure)
            throws InterruptedException {
        String reference = reference();
        // The trace without the messages: a handler's message may quote what the user typed.
        log.error(
                "failure {}: interaction {} ({} {}) failed with {}",
                reference,
                interaction.id(),
                interaction.kind().token(),
                registry.find(interaction)
                        .map(target -> target.command().name())
                        .orElse("unknown"),
                FailureTrace.of(failure));
        boolean mayPass = failure instanceof DiscordException refused && refused.isTransient();
        tell(interaction, responder, InteractionFailureReporter.text(mayPass, reference));
        return new CommandResult.Failed(reference, failure);
    }

    private static void tell(Interaction interaction, InteractionResponder responder, String text)
            throws InterruptedException {
        try {
            responder.error(text);
        } catch (DiscordException refused) {
            log.warn("interaction {}: the user was not told. {}", interaction.id(), refused.getMessage());
        }
    }

    private String reference() {
        byte[] bytes = new byte[5];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
