package dev.jetcord.command;

import static java.util.Objects.requireNonNull;

import dev.jetcord.command.CommandDefinition.Context;
import dev.jetcord.common.interaction.Permission;
import dev.jetcord.common.wire.InteractionKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command and all that belongs to it.
 *
 * @param suggestions answers what the user types in an option with suggestions
 * @param components by route: the part of a custom id before the first {@code :}
 * @param modals by route
 */
public record Command(
        CommandDefinition definition,
        DeferralPolicy deferral,
        InteractionHandler handler,
        Optional<InteractionHandler> suggestions,
        Map<String, InteractionHandler> components,
        Map<String, InteractionHandler> modals) {
    public Command {
        requireNonNull(handler, "handler");
        requireNonNull(deferral, "deferral");
        components = Map.copyOf(components);
        modals = Map.copyOf(modals);
        boolean suggested = definition.options().stream().anyMatch(Option::suggested)
                || definition.subcommands().suggestions().isPresent();
        if (suggested != suggestions.isPresent()) {
            throw new IllegalArgumentException("command '" + definition.name()
                    + "': an option with suggestions needs suggest(...), and the other way round");
        }
    }

    public String name() {
        return definition.name();
    }

    /** Begins a command that is typed: {@code /name}. */
    public static Builder slash(String name, String description) {
        return new Builder(InteractionKind.SLASH, name, description);
    }

    /** Begins a command in the menu of a user. */
    public static Builder user(String name) {
        return new Builder(InteractionKind.USER, name, "");
    }

    /** Begins a command in the menu of a message. */
    public static Builder message(String name) {
        return new Builder(InteractionKind.MESSAGE, name, "");
    }

    /** Collects what a command is. Not thread-safe. */
    public static final class Builder {
        private final InteractionKind kind;
        private final String name;
        private final String description;
        private final List<Option> options = new ArrayList<>();
        private Set<Context> contexts = EnumSet.of(Context.GUILD, Context.BOT_DM);
        private final Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        private final List<Subcommand> subcommands = new ArrayList<>();
        private final List<SubcommandGroup> groups = new ArrayList<>();
        private DeferralPolicy deferral = DeferralPolicy.IMMEDIATE;
        private Optional<InteractionHandler> suggestions = Optional.empty();
        private final Map<String, InteractionHandler> components = new HashMap<>();
        private final Map<String, InteractionHandler> modals = new HashMap<>();

        private Builder(InteractionKind kind, String name, String description) {
            this.kind = kind;
            this.name = name;
            this.description = description;
        }

        public Builder option(Option option) {
            options.add(option);
            return this;
        }

        /** Where it can be used; in guilds and in direct messages with the bot, unless this says otherwise. */
        public Builder contexts(Context first, Context... more) {
            contexts = EnumSet.of(first, more);
            return this;
        }

        /**
         * What a member must be permitted to do in the channel; then it is for guilds only. Discord hides it from others, the
         * worker refuses them: the command, its subcommands, components and forms.
         */
        public Builder permissions(Permission first, Permission... more) {
            permissions.add(first);
            permissions.addAll(List.of(more));
            contexts = EnumSet.of(Context.GUILD);
            return this;
        }

        /** Adds a subcommand. A command with subcommands has no options of its own and ends in {@link #build}. */
        public Builder subcommand(Subcommand subcommand) {
            subcommands.add(subcommand);
            return this;
        }

        /** Adds subcommands under a name. */
        public Builder group(String groupName, String groupDescription, Subcommand... inIt) {
            groups.add(new SubcommandGroup(groupName, groupDescription, List.of(inIt)));
            return this;
        }

        /** What becomes of the first response; {@link DeferralPolicy#IMMEDIATE} unless this says otherwise. */
        public Builder deferral(DeferralPolicy policy) {
            deferral = policy;
            return this;
        }

        /** Answers while the user types. */
        public Builder suggest(InteractionHandler handler) {
            suggestions = Optional.of(handler);
            return this;
        }

        /** Handles components whose custom id is {@code route} or begins with {@code route:}. */
        public Builder component(String route, InteractionHandler handler) {
            return add(components, "component", route, handler);
        }

        /** Handles forms whose custom id is {@code route} or begins with {@code route:}. */
        public Builder modal(String route, InteractionHandler handler) {
            return add(modals, "modal", route, handler);
        }

        /** Says what the command does, and completes it. */
        public Command handle(InteractionHandler handler) {
            if (!subcommands.isEmpty() || !groups.isEmpty()) {
                throw new IllegalArgumentException(
                        "command '" + name + "': its subcommands handle it; complete it by build()");
            }
            return command(Subcommands.NONE, handler, suggestions);
        }

        /** Completes a command whose subcommands say what it does. */
        public Command build() {
            Subcommands all = new Subcommands(subcommands, groups);
            if (all.isEmpty()) {
                throw new IllegalArgumentException(
                        "command '" + name + "': it has no subcommands; complete it by handle(...)");
            }
            return command(all, all.handler(), all.suggestions());
        }

        private Command command(Subcommands all, InteractionHandler handler, Optional<InteractionHandler> suggest) {
            return new Command(
                    new CommandDefinition(kind, name, description, options, all, contexts, permissions),
                    deferral,
                    handler,
                    suggest,
                    components,
                    modals);
        }

        private Builder add(
                Map<String, InteractionHandler> routes, String what, String route, InteractionHandler handler) {
            if (route.isEmpty() || route.contains(":") || routes.put(route, handler) != null) {
                throw new IllegalArgumentException("command '" + name + "': " + what + " '" + route
                        + "' must have a name without ':' and be there once");
            }
            return this;
        }
    }
}
