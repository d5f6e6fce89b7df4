package dev.jetcord.eligibility.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * How an expression came to its value, part by part.
 *
 * @param statement what is asked, in words
 * @param truth what is known of it
 * @param found what was found, in words without a full stop; empty for an expression made of others
 * @param parts the parts of an expression made of others, in its order
 */
public record Evaluation(String statement, Truth truth, String found, List<Evaluation> parts) {
    public Evaluation {
        requireNonNull(statement, "statement");
        requireNonNull(truth, "truth");
        requireNonNull(found, "found");
        parts = List.copyOf(parts);
    }

    /** A line for each part, indented by its depth, marked by what is known of it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        append(text, 0);
        return text.toString();
    }

    private void append(StringBuilder text, int depth) {
        if (depth > 0) {
            text.append('\n').repeat("  ", depth).append("- ");
        }
        text.append(mark()).append(' ').append(statement);
        if (!found.isEmpty()) {
            text.append(" (").append(found).append(')');
        }
        for (Evaluation part : parts) {
            part.append(text, depth + 1);
        }
    }

    private String mark() {
        return switch (truth) {
            case TRUE -> "✅";
            case FALSE -> "❌";
            case UNKNOWN -> "❔";
        };
    }
}
