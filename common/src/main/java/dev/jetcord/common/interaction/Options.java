package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What the user entered for a slash command (Discord, "Application Command Interaction Data Option Structure"). Discord
 * has checked the values against the definition, except of an option that is still being typed in.
 *
 * @param path the subcommand group and subcommand that were chosen, in this order; mostly empty
 * @param values by name
 * @param focused the name of the option that is being typed in, of an autocomplete
 */
public record Options(List<String> path, Map<String, Value> values, Optional<String> focused) {
    public static final Options NONE = new Options(List.of(), Map.of(), Optional.empty());

    public Options {
        path = List.copyOf(path);
        values = new LinkedHashMap<>(values);
        requireNonNull(focused, "focused");
    }

    /** A text, or the text so far of an option that is being typed in. */
    public Optional<String> text(String name) {
        return find(name, Value.Text.class).map(Value.Text::text);
    }

    /** A whole number. */
    public OptionalLong integer(String name) {
        return find(name, Value.Whole.class)
                .map(value -> OptionalLong.of(value.number()))
                .orElse(OptionalLong.empty());
    }

    /** A number. */
    public OptionalDouble number(String name) {
        return find(name, Value.Decimal.class)
                .map(value -> OptionalDouble.of(value.number()))
                .orElse(OptionalDouble.empty());
    }

    /** A yes or no. */
    public Optional<Boolean> flag(String name) {
        return find(name, Value.Flag.class).map(Value.Flag::flag);
    }

    /** A user, channel, role, mentionable or attachment. */
    public Optional<Snowflake> id(String name) {
        return find(name, Value.Id.class).map(Value.Id::id);
    }

    private <T extends Value> Optional<T> find(String name, Class<T> type) {
        return Optional.ofNullable(values.get(name)).filter(type::isInstance).map(type::cast);
    }

    /** An option's value, by its type. */
    public sealed interface Value {
        record Text(String text) implements Value {}

        record Whole(long number) implements Value {}

        record Decimal(double number) implements Value {}

        record Flag(boolean flag) implements Value {}

        record Id(Snowflake id) implements Value {}
    }
}
