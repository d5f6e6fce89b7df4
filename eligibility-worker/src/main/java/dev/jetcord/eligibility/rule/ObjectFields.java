package dev.jetcord.eligibility.rule;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of one object of a rule. What is missing or of another kind becomes a problem, as does what nobody asked for. */
final class ObjectFields {
    /** A number of 2^256 has 78 digits: what is longer is out of any range, and is not worth to be read. */
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,100}");

    private final JsonNode object;
    private final String path;
    private final List<String> problems;
    private final Set<String> asked = new HashSet<>();
    private boolean forgiving;

    ObjectFields(JsonNode object, String path, List<String> problems) {
        this.object = object;
        this.path = path;
        this.problems = problems;
    }

    String path() {
        return path;
    }

    /** Whether the field is there. It counts as asked for. */
    boolean has(String name) {
        asked.add(name);
        return object.hasNonNull(name);
    }

    Optional<JsonNode> node(String name) {
        if (!has(name)) {
            problem(name, "is missing");
            return Optional.empty();
        }
        return Optional.of(object.get(name));
    }

    Optional<String> text(String name) {
        return node(name).flatMap(node -> {
            if (!node.isTextual()) {
                problem(name, "must be text");
                return Optional.empty();
            }
            return Optional.of(node.textValue().strip());
        });
    }

    /** A whole number from {@code min} to {@code max}, as a number or as text. */
    Optional<BigInteger> whole(String name, BigInteger min, BigInteger max) {
        return node(name).flatMap(node -> {
            String digits =
                    node.isTextual() || node.isIntegralNumber() ? node.asText().strip() : "";
            if (WHOLE.matcher(digits).matches()) {
                BigInteger number = new BigInteger(digits);
                if (number.compareTo(min) >= 0 && number.compareTo(max) <= 0) {
                    return Optional.of(number);
                }
            }
            problem(name, "must be a whole number from " + min + " to " + shown(max) + " but is " + shortened(node));
            return Optional.empty();
        });
    }

    Optional<Address> address(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(Address.parse(text));
            } catch (IllegalArgumentException refused) {
                problem(name, "is no address: " + refused.getMessage());
                return Optional.empty();
            }
        });
    }

    void problem(String name, String message) {
        problems.add(path + "." + name + " " + message);
    }

    /** Has {@link #refuseOthers} keep silent: which fields there should be is not known. */
    void forgive() {
        forgiving = true;
    }

    /** Notes the fields that nobody asked for. */
    void refuseOthers() {
        if (!forgiving && asked.size() > 1) {
            object.fieldNames().forEachRemaining(name -> {
                if (!asked.contains(name)) {
                    problem(name, "is not known here");
                }
            });
        }
    }

    static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static String shown(BigInteger max) {
        return max.equals(Asset.LARGEST) ? "2^256 - 1" : max.toString();
    }
}
