package dev.jetcord.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * Subcommands under a name, {@code /name group subcommand} (Discord, "Subcommands and Subcommand Groups").
 *
 * @param name as of a {@link Subcommand}
 * @param description 1 to 100 characters
 * @param subcommands 1 to 25
 */
public record SubcommandGroup(String name, String description, List<Subcommand> subcommands) {
    private static final int TYPE = 2;

    public SubcommandGroup {
        String owner = "subcommand group '" + name + "'";
        Subcommand.requireName(owner, name, description);
        subcommands = List.copyOf(subcommands);
        if (subcommands.isEmpty() || subcommands.size() > 25) {
            throw new IllegalArgumentException(owner + ": it must have 1 to 25 subcommands");
        }
        if (subcommands.stream().map(Subcommand::name).distinct().count() < subcommands.size()) {
            throw new IllegalArgumentException(owner + ": a subcommand is defined twice");
        }
    }

    ObjectNode json() {
        return Subcommand.json(TYPE, name, description, subcommands.stream().map(Subcommand::json));
    }
}
