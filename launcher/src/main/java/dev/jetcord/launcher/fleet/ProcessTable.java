package dev.jetcord.launcher.fleet;

import static java.util.Objects.requireNonNull;

import dev.jetcord.postgres.PostgresCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The system's processes, as far as they are of one home. */
final class ProcessTable {
    // The system counts a process' start in ticks; the same process never differs by more.
    private static final long START_TOLERANCE_MILLIS = 1_000;

    private final Home home;

    ProcessTable(Home home) {
        this.home = requireNonNull(home, "home");
    }

    /** When a process began, in milliseconds since 1970; 0 where the system does not tell. */
    static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** The process of a record, unless it has ended or its pid is another process' now. */
    Optional<ProcessHandle> find(ServiceRecord service) {
        return ProcessHandle.of(service.pid())
                .filter(process -> Math.abs(startOf(process) - service.startedAtMillis()) <= START_TOLERANCE_MILLIS)
                .filter(ProcessTable::runs);
    }

    /** Whether the process does anything yet. One that has ended, but that its parent has not looked at, does not. */
    static boolean runs(ProcessHandle process) {
        return process.isAlive() && !zombie(process.pid());
    }

    /** Every process that was started for this home, with or without a record. */
    List<ProcessHandle> ofThisHome() {
        Set<String> marks = Set.of(
                home.marker(),
                home.nats().resolve("nats-server.conf").toString(),
                PostgresCluster.dataOf(home.postgres()).toString());
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(process -> process.info()
                        .arguments()
                        .map(arguments -> Arrays.stream(arguments).anyMatch(marks::contains))
                        .orElse(false))
                .filter(ProcessTable::runs)
                .toList();
    }

    // proc_pid_stat(5): the state follows the command in parentheses, which may itself have parentheses.
    private static boolean zombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
        } catch (IOException _) {
            // No /proc on this system, or the process ended this moment, which isAlive sees.
            return false;
        }
    }
}
