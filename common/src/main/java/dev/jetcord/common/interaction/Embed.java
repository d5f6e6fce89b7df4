package dev.jetcord.common.interaction;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A box with a title, a text and fields (Discord, "Embed Object" and "Embed Limits").
 *
 * @param title at most 256 characters
 * @param description at most 4096 characters of Discord's Markdown
 * @param colour of its left edge, {@code 0xRRGGBB}
 * @param fields at most 25
 * @param footer at most 2048 characters
 */
public record Embed(
        Optional<String> title,
        Optional<String> description,
        OptionalInt colour,
        List<Field> fields,
        Optional<String> footer) {
    private static final int MAX_FIELDS = 25;
    private static final int MAX_COLOUR = 0xFFFFFF;

    public Embed {
        requireNonNull(colour, "colour");
        fields = List.copyOf(fields);
        requireAtMost("title", title, 256);
        requireAtMost("description", description, 4096);
        requireAtMost("footer", footer, 2048);
        if (fields.size() > MAX_FIELDS) {
            throw new IllegalArgumentException("an embed has at most 25 fields");
        }
        if (colour.isPresent() && (colour.getAsInt() < 0 || colour.getAsInt() > MAX_COLOUR)) {
            throw new IllegalArgumentException("an embed's colour is from 0 to 0xFFFFFF");
        }
        if (title.isEmpty() && description.isEmpty() && fields.isEmpty() && footer.isEmpty()) {
            throw new IllegalArgumentException("an embed must say something");
        }
    }

    public static Embed titled(String title) {
        return new Embed(Optional.of(title), Optional.empty(), OptionalInt.empty(), List.of(), Optional.empty());
    }

    public Embed withDescription(String text) {
        return new Embed(title, Optional.of(text), colour, fields, footer);
    }

    public Embed withColour(int rgb) {
        return new Embed(title, description, OptionalInt.of(rgb), fields, footer);
    }

    /** The same with one more field, which takes a line of its own. */
    public Embed withField(String name, String value) {
        return withField(new Field(name, value, false));
    }

    public Embed withField(Field field) {
        return new Embed(
                title,
                description,
                colour,
                Stream.concat(fields.stream(), Stream.of(field)).toList(),
                footer);
    }

    public Embed withFooter(String text) {
        return new Embed(title, description, colour, fields, Optional.of(text));
    }

    /** What counts towards the 6000 characters of a message's embeds. */
    int characters() {
        return length(title)
                + length(description)
                + length(footer)
                + fields.stream()
                        .mapToInt(field -> field.name().length() + field.value().length())
                        .sum();
    }

    ObjectNode json() {
        ObjectNode embed = JsonNodeFactory.instance.objectNode();
        title.ifPresent(text -> embed.put("title", text));
        description.ifPresent(text -> embed.put("description", text));
        colour.ifPresent(rgb -> embed.put("color", rgb));
        footer.ifPresent(text -> embed.putObject("footer").put("text", text));
        ArrayNode array = embed.putArray("fields");
        fields.forEach(field -> array.addObject()
                .put("name", field.name())
                .put("value", field.value())
                .put("inline", field.inline()));
        return embed;
    }

    private static int length(Optional<String> text) {
        return text.map(String::length).orElse(0);
    }

    private static void requireAtMost(String what, Optional<String> text, int most) {
        if (text.filter(some -> some.isBlank() || some.length() > most).isPresent()) {
            throw new IllegalArgumentException("an embed's " + what + " has 1 to " + most + " characters");
        }
    }

    /**
     * A name and a value.
     *
     * @param name 1 to 256 characters
     * @param value 1 to 1024 characters
     * @param inline beside others, up to three in a line
     */
    public record Field(String name, String value, boolean inline) {
        public Field {
            if (name.isBlank() || name.length() > 256 || value.isBlank() || value.length() > 1024) {
                throw new IllegalArgumentException(
                        "an embed's field has a name of 1 to 256 and a value of 1 to 1024 characters");
            }
        }
    }
}
