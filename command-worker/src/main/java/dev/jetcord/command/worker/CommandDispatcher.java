package dev.jetcord.command.worker;

import static java.util.Objects.requireNonNull;

import dev.jetcord.command.CommandContext;
import dev.jetcord.command.CommandRegistry;
import dev.jetcord.command.DeferralPolicy;
import dev.jetcord.command.Journey;
import dev.jetcord.common.discord.DiscordClock;
import dev.jetcord.common.discord.DiscordException;
import dev.jetcord.common.discord.InteractionApi;
import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.InteractionFailureReporter;
import dev.jetcord.common.interaction.InteractionResponder;
import dev.jetcord.common.interaction.Permission;
import dev.jetcord.common.interaction.Stage;
import dev.jetcord.common.interaction.Told;
import dev.jetcord.common.operations.LogLabels;
import dev.jetcord.common.wire.InteractionKind;
import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
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
    private final Consumer<Snowflake> onFirstResponse;
    private final RandomGenerator random;

    /** @param onFirstResponse called with an interaction's id, as {@link InteractionResponder} says */
    CommandDispatcher(
            CommandRegistry registry,
            InteractionApi api,
            DiscordClock clock,
            AutoDeferral autoDeferral,
            CommandMetrics metrics,
            Consumer<Snowflake> onFirstResponse,
            RandomGenerator random) {
        this.registry = requireNonNull(registry, "registry");
        this.api = requireNonNull(api, "api");
        this.clock = requireNonNull(clock, "clock");
        this.autoDeferral = requireNonNull(autoDeferral, "autoDeferral");
        this.metrics = requireNonNull(metrics, "metrics");
        this.onFirstResponse = requireNonNull(onFirstResponse, "onFirstResponse");
        this.random = requireNonNull(random, "random");
    }

    /**
     * Runs it.
     *
     * @param attempt which run of this interaction it is, from 1
     * @throws DependencyUnavailableException when the handler needs what is known to fail; nobody was told yet
     */
    CommandResult dispatch(Interaction interaction, Journey journey, long attempt)
            throws InterruptedException, DependencyUnavailableException {
        clock.received(interaction.id());
        Optional<CommandRegistry.Target> target = registry.find(interaction);
        if (target.isEmpty()) {
            metrics.unknown(interaction);
            return unknown(interaction);
        }
        CommandResult result = run(interaction, journey, attempt, target.get());
        metrics.handled(interaction, target.get(), result.label());
        return result;
    }

    private CommandResult run(Interaction interaction, Journey journey, long attempt, CommandRegistry.Target target)
            throws InterruptedException, DependencyUnavailableException {
        if (clock.provesOlder(interaction.id(), TOKEN_LIFE)) {
            return new CommandResult.TooLate();
        }
        InteractionResponder responder = new InteractionResponder(api, interaction, () -> {
            metrics.firstResponse(interaction, target, clock.age(interaction.id()));
            onFirstResponse.accept(interaction.id());
        });
        if (!target.command().definition().permits(interaction)) {
            return refused(interaction, target, responder);
        }
        try {
            if (defer(responder, target.deferral()) == Told.TOO_LATE) {
                return new CommandResult.TooLate();
            }
            handle(new CommandContext(interaction, journey, attempt, responder), target, responder);
            return responder.stage() == Stage.TOO_LATE ? new CommandResult.TooLate() : new CommandResult.Answered();
        } catch (DependencyUnavailableException unavailable) {
            throw unavailable;
        } catch (InterruptedException stopped) {
            if (!deferrable(target, interaction, responder)) {
                throw stopped;
            }
            // The service stops, and who takes the interaction next may come too late for a first response.
            CommandResult.Again again = new CommandResult.Again("the handler was interrupted", Optional.empty());
            CommandResult result = again(interaction, attempt, again, responder, stopped);
            Thread.currentThread().interrupt();
            return result;
        } catch (Exception failure) {
            Optional<CommandResult.Again> again =
                    deferrable(target, interaction, responder) ? PassingFailures.of(failure) : Optional.empty();
            return again.isPresent()
                    ? again(interaction, attempt, again.get(), responder, failure)
                    : failed(interaction, target, responder, failure);
        }
    }

    private static CommandResult refused(
            Interaction interaction, CommandRegistry.Target target, InteractionResponder responder)
            throws InterruptedException {
        String required = target.command().definition().permissions().stream()
                .sorted()
                .map(Permission::label)
                .collect(Collectors.joining(", "));
        tell(interaction, responder, "You may not do that here: it takes " + required + ".");
        return new CommandResult.Refused();
    }

    private static Told defer(InteractionResponder responder, DeferralPolicy policy)
            throws DiscordException, InterruptedException {
        return switch (policy) {
            case DEFER_EPHEMERAL -> responder.defer(true);
            case DEFER_PUBLIC -> responder.defer(false);
            case IMMEDIATE, MODAL -> Told.SHOWN;
        };
    }

    private void handle(CommandContext context, CommandRegistry.Target target, InteractionResponder responder)
            throws Exception {
        Interaction interaction = context.interaction();
        boolean armed =
                target.deferral() == DeferralPolicy.IMMEDIATE && interaction.kind() != InteractionKind.AUTOCOMPLETE;
        Optional<ScheduledFuture<?>> alarm =
                armed ? Optional.of(autoDeferral.arm(interaction, responder)) : Optional.empty();
        try {
            target.handler().handle(context);
        } finally {
            alarm.ifPresent(set -> set.cancel(false));
        }
        switch (responder.stage()) {
            case NOTHING, DEFERRED_EPHEMERAL, DEFERRED_PUBLIC ->
                throw new IllegalStateException("the handler has answered nothing");
            case DEFERRED_UPDATE, UPDATED, ANSWERED_EPHEMERAL, ANSWERED_PUBLIC, MODAL, CHOICES, TOO_LATE -> {
                // Said, or nothing can be said.
            }
        }
    }

    /** Whether the user can be left with "thinking" while it is tried again: not while choices or a form are awaited. */
    private static boolean deferrable(
            CommandRegistry.Target target, Interaction interaction, InteractionResponder responder) {
        return interaction.kind() != InteractionKind.AUTOCOMPLETE
                && (target.deferral() != DeferralPolicy.MODAL || responder.stage() != Stage.NOTHING);
    }

    private static CommandResult again(
            Interaction interaction,
            long attempt,
            CommandResult.Again again,
            InteractionResponder responder,
            Exception failure)
            throws InterruptedException {
        log.warn(
                "interaction {}: attempt {} failed for a passing reason, with {}",
                interaction.id(),
                attempt,
                FailureTrace.of(failure));
        try {
            if (responder.acknowledge() == Told.TOO_LATE) {
                return new CommandResult.TooLate();
            }
        } catch (DiscordException refused) {
            // Discord itself may be what fails: the next attempt finds out how things stand.
            log.warn("interaction {} was not deferred. {}", interaction.id(), refused.getMessage());
        }
        return again;
    }

    private CommandResult unknown(Interaction interaction) throws InterruptedException {
        log.warn(
                "interaction {}: no command handles this {}; is a worker of another version running, or is provision due?",
                interaction.id(),
                interaction.kind().token());
        InteractionResponder responder =
                new InteractionResponder(api, interaction, () -> onFirstResponse.accept(interaction.id()));
        tell(interaction, responder, "I don't know that command. It may be new or have been removed: try again later.");
        return new CommandResult.Unknown();
    }

    private CommandResult failed(
            Interaction interaction, CommandRegistry.Target target, InteractionResponder responder, Exception failure)
            throws InterruptedException {
        String reference = reference();
        try (var _ = LogLabels.reference(reference)) {
            // The trace without the messages: a handler's message may quote what the user typed.
            log.error(
                    "failure {}: interaction {} ({} {}) failed with {}",
                    reference,
                    interaction.id(),
                    interaction.kind().token(),
                    target.command().name(),
                    FailureTrace.of(failure));
            boolean mayPass = PassingFailures.of(failure).isPresent();
            tell(interaction, responder, InteractionFailureReporter.text(mayPass, reference));
        }
        return interaction.kind() == InteractionKind.AUTOCOMPLETE
                ? new CommandResult.Unsuggested()
                : new CommandResult.Failed(reference, failure);
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
