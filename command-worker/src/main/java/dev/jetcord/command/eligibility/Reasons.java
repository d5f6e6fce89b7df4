package dev.jetcord.command.eligibility;

import dev.jetcord.common.eligibility.Answers;
import dev.jetcord.common.eligibility.Answers.Reason;
import dev.jetcord.common.eligibility.Answers.RoleCheck;
import dev.jetcord.common.eligibility.Answers.RuleReason;
import dev.jetcord.common.eligibility.Answers.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Says what holds of a member, and why. */
final class Reasons {
    private Reasons() {}

    /** Rule by rule, a line for each part, indented by its depth. */
    static String text(Answers.Reasons reasons) {
        if (reasons.rules().isEmpty()) {
            return "There is no rule here.";
        }
        List<String> lines = new ArrayList<>();
        for (RuleReason rule : reasons.rules()) {
            lines.add("**" + Lines.code(rule.rule()) + "** gives " + Lines.role(rule.roleId())
                    + (rule.enabled() ? "" : " (disabled)"));
            append(rule.reason(), 0, lines);
        }
        return Lines.fitting(lines.getFirst(), lines.subList(1, lines.size()));
    }

    /** Role by role. */
    static String text(Answers.Checked checked) {
        return checked.roles().isEmpty()
                ? "There is no rule here, so there is nothing to check."
                : Lines.fitting(
                        "Checked:", checked.roles().stream().map(Reasons::line).toList());
    }

    private static String line(RoleCheck check) {
        String change = switch (check.change()) {
            case GRANTED -> "given now";
            case REMOVED -> "taken away now";
            case NONE ->
                switch (check.due()) {
                    case YES -> "you have it";
                    case NO -> "not yours";
                    case UNKNOWN -> "cannot be told right now; it stays as it is";
                };
            case REFUSED -> "Discord did not let me change it";
            case LATER -> "it will change soon";
        };
        return mark(check.due()) + ' ' + Lines.role(check.roleId()) + ": " + change
                + check.note().map(note -> ". " + note).orElse("");
    }

    private static void append(Reason reason, int depth, List<String> lines) {
        lines.add("  ".repeat(depth) + "- " + mark(reason.verdict()) + ' ' + reason.text());
        reason.parts().forEach(part -> append(part, depth + 1, lines));
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case YES -> "✅";
            case NO -> "❌";
            case UNKNOWN -> "❔";
        };
    }
}
