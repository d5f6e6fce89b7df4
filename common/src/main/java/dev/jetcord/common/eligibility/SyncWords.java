package dev.jetcord.common.eligibility;

import dev.jetcord.common.eligibility.Answers.SyncProgress;
import java.time.Instant;
import java.util.Locale;

/** Says to an administrator how a sync fares, whoever says it: the command that began it, or the worker that goes on with it. */
public final class SyncWords {
    /** Discord's 2000 characters, less what says that there is more. */
    private static final int MOST = 1999;

    private SyncWords() {}

    /** The text of a message. */
    public static String of(SyncProgress progress) {
        StringBuilder text = new StringBuilder()
                .append(progress.finishedAt()
                        .map(finished -> "Finished " + relative(finished))
                        .orElseGet(() -> "Running, since " + relative(progress.startedAt())))
                .append(": ")
                .append(number(progress.checked()));
        progress.total().ifPresent(total -> text.append(" of ").append(number(Math.max(total, progress.checked()))));
        text.append(" members checked, ")
                .append(number(progress.granted()))
                .append(" roles given, ")
                .append(number(progress.removed()))
                .append(" taken away");
        text.append(
                progress.unknown() == 0
                        ? "."
                        : "; of " + number(progress.unknown())
                                + " members something could not be told, and they are checked again.");
        progress.problems().forEach(problem -> text.append("\n- ").append(problem));
        return text.length() <= MOST ? text.toString() : text.substring(0, MOST) + "…";
    }

    /** As each reader's client shows it: "5 minutes ago" (Discord, "Message Formatting"). */
    private static String relative(Instant time) {
        return "<t:" + time.getEpochSecond() + ":R>";
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
