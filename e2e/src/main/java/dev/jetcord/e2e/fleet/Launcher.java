package dev.jetcord.e2e.fleet;

import java.util.Optional;

/** The launcher that has started this program. */
public final class Launcher {
    /** Its process id, which it gives as a system property. */
    private static final String PROPERTY = "jetcord.launcher";

    private Launcher() {}

    /** Ends this program in good order, with what it has started, when its launcher has ended: even by {@code kill -9}. */
    public static void endWithIt() {
        Optional.ofNullable(Long.getLong(PROPERTY)).ifPresent(pid -> whenEnded(pid, () -> System.exit(1)));
    }

    /** Runs something when a process has ended; at once, where there is none of that id. */
    static void whenEnded(long pid, Runnable action) {
        ProcessHandle.of(pid)
                .ifPresentOrElse(
                        process -> {
                            var _ = process.onExit().thenRun(action);
                        },
                        action);
    }
}
