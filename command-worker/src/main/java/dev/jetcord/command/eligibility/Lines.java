package dev.jetcord.command.eligibility;

import dev.jetcord.common.wire.Snowflake;
import java.time.Instant;
import java.util.List;

/** Texts within Discord's limits, and the few forms in which they show things. */
final class Lines {
    /** Discord's 2000, less what says that there is more. */
    private static final int MAX = 1900;

    private Lines() {}

    /** As many of the lines as a message holds, and how many are missing. */
    static String fitting(String title, List<String> lines) {
        StringBuilder text = new StringBuilder(title);
        int shown = 0;
        for (String line : lines) {
            if (text.length() + 1 + line.length() > MAX) {
                text.append("\n… and ").append(lines.size() - shown).append(" more");
                break;
            }
            text.append('\n').append(line);
            shown++;
        }
        return text.toString();
    }

    /** A text, cut where a message ends. */
    static String fitting(String text) {
        return text.length() <= MAX ? text : text.substring(0, MAX) + "…";
    }

    /** A word of a user's choice, so that it cannot end the form that it stands in. */
    static String code(String word) {
        return '`' + word.replace('`', '\'') + '`';
    }

    static String role(Snowflake role) {
        return "<@&" + role + '>';
    }

    /** A time, as each reader's client shows it: "5 minutes ago". */
    static String relative(Instant time) {
        return "<t:" + time.getEpochSecond() + ":R>";
    }
}
