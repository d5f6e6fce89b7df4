package dev.jetcord.command;

import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.wire.InteractionKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All commands of this worker, and which of them an interaction belongs to. Immutable. */
public final class CommandRegistry {
    private final List<Command> commands;
    private final Map<Key, Target> targets = new LinkedHashMap<>();

    /**
     * Checks that no two commands claim the same name or route.
     *
     * @throws IllegalArgumentException naming the two that do
     */
    public CommandRegistry(Collection<Command> commands) {
        this.commands = List.copyOf(commands);
        for (Command command : commands) {
            add(command.definition().kind(), command.name(), command, command.deferral(), command.handler());
            command.suggestions()
                    .ifPresent(handler -> add(
                            InteractionKind.AUTOCOMPLETE, command.name(), command, DeferralPolicy.IMMEDIATE, handler));
            command.components()
                    .forEach((route, handler) ->
                            add(InteractionKind.COMPONENT, route, command, DeferralPolicy.IMMEDIATE, handler));
            command.modals()
                    .forEach((route, handler) ->
                            add(InteractionKind.MODAL, route, command, DeferralPolicy.IMMEDIATE, handler));
        }
    }

    public List<Command> commands() {
        return commands;
    }

    /** What handles the interaction; empty when nothing does. */
    public Optional<Target> find(Interaction interaction) {
        return Optional.ofNullable(targets.get(new Key(interaction.kind(), interaction.route())));
    }

    private void add(
            InteractionKind kind, String route, Command command, DeferralPolicy deferral, InteractionHandler handler) {
        Target before = targets.put(new Key(kind, route), new Target(command, deferral, handler));
        if (before != null) {
            throw new IllegalArgumentException("two commands claim the " + kind.token() + " '" + route + "': '"
                    + before.command().name() + "' and '" + command.name() + "'; rename one");
        }
    }

    /**
     * What handles an interaction.
     *
     * @param command the command it belongs to, whose name is the bounded label of metrics
     */
    public record Target(Command command, DeferralPolicy deferral, InteractionHandler handler) {}

    private record Key(InteractionKind kind, String route) {}
}
