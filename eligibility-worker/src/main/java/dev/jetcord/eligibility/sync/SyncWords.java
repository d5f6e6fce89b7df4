package dev.jetcord.eligibility.sync;

import dev.jetcord.common.eligibility.Answers.SyncProgress;

/** Says how a sync fares. */
final class SyncWords {
    private static final int MOST = 2000;

    private SyncWords() {}

    static String of(SyncProgress progress) {
        StringBuilder text = new StringBuilder();
        text.append(progress.finishedAt().isPresent() ? "Every member is checked: " : "Checking every member: ")
                .append(progress.checked());
        progress.total()
                .filter(total -> progress.finishedAt().isEmpty() && total > 0)
                .ifPresent(total -> text.append(" of about ").append(total));
        text.append(". Roles given: ")
                .append(progress.granted())
                .append(", taken: ")
                .append(progress.removed())
                .append('.');
        if (progress.unknown() > 0) {
            text.append(" Could not be finished and are checked again later: ")
                    .append(progress.unknown())
                    .append('.');
        }
        progress.problems().forEach(problem -> text.append("\n- ").append(problem));
        return text.length() <= MOST ? text.toString() : text.substring(0, MOST - 1) + "…";
    }
}
