package dev.jetcord.launcher.fleet;

/**
 * What is written down of a process that was started.
 *
 * @param startedAtMillis when the process began by the system's process table, in milliseconds since 1970: together with the
 *     pid it names one process, for a pid is used again
 * @param address where it answers, to show
 * @param readiness where to ask whether it is ready, see {@link Readiness}
 * @param log the file it prints to
 * @param stopBudgetMillis how long it may take to drain
 */
public record ServiceRecord(
        String name,
        Layer layer,
        long pid,
        long startedAtMillis,
        String address,
        String readiness,
        String log,
        long stopBudgetMillis) {}
