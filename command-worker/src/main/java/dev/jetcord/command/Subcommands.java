package dev.jetcord.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All subcommands of a command, and which of them the user chose. Immutable.
 *
 * @param direct those that stand in no group
 */
public record Subcommands(List<Subcommand> direct, List<SubcommandGroup> groups) {
    static final Subcommands NONE = new Subcommands(List.of(), List.of());
    private static final int MAX = 25;

    public Subcommands {
        direct = List.copyOf(direct);
        groups = List.copyOf(groups);
        if (direct.size() + groups.size() > MAX) {
            throw new IllegalArgumentException("at most 25 subcommands and groups");
        }
        Set<String> names = new HashSet<>();
        direct.forEach(subcommand -> requireNew(names, subcommand.name()));
        groups.forEach(group -> requireNew(names, group.name()));
    }

    boolean isEmpty() {
        return direct.isEmpty() && groups.isEmpty();
    }

    void addTo(ArrayNode options) {
        direct.forEach(subcommand -> options.add(subcommand.json()));
        groups.forEach(group -> options.add(group.json()));
    }

    /** Runs the one that the user chose. */
    InteractionHandler handler() {
        Map<List<String>, Subcommand> byPath = byPath();
        return context -> chosen(byPath, context).handler().handle(context);
    }

    /** Suggests by the one that the user types in; empty when none suggests anything. */
    Optional<InteractionHandler> suggestions() {
        Map<List<String>, Subcommand> byPath = byPath();
        boolean any = byPath.values().stream()
                .anyMatch(subcommand -> subcommand.suggestions().isPresent());
        InteractionHandler suggest = context -> chosen(byPath, context)
                .suggestions()
                .orElseThrow(() -> new IllegalStateException("the subcommand suggests nothing"))
                .handle(context);
        return any ? Optional.of(suggest) : Optional.empty();
    }

    private Map<List<String>, Subcommand> byPath() {
        Map<List<String>, Subcommand> byPath = new HashMap<>();
        direct.forEach(subcommand -> byPath.put(List.of(subcommand.name()), subcommand));
        groups.forEach(group -> group.subcommands()
                .forEach(subcommand -> byPath.put(List.of(group.name(), subcommand.name()), subcommand)));
        return byPath;
    }

    private static Subcommand chosen(Map<List<String>, Subcommand> byPath, CommandContext context) {
        Subcommand chosen = byPath.get(context.options().path());
        if (chosen == null) {
            throw new IllegalStateException("the subcommand is unknown; is provision due?");
        }
        return chosen;
    }

    private static void requireNew(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("subcommand '" + name + "' is defined twice");
        }
    }
}
