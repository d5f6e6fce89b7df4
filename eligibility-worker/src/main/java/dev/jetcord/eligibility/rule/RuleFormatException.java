package dev.jetcord.eligibility.rule;

import java.util.List;

/** That a text is no rule. Its message is for the person who wrote it: every problem, with the place where it is. */
public final class RuleFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public RuleFormatException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** At least one, each a sentence without a full stop. */
    public List<String> problems() {
        return problems;
    }
}
