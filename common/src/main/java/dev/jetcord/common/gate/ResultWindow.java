package dev.jetcord.common.gate;

/** The latest results of calls. Not thread-safe: its owner locks. */
final class ResultWindow {
    private final boolean[] failed;
    private int next;
    private int calls;
    private int failures;

    ResultWindow(int size) {
        this.failed = new boolean[size];
    }

    void add(boolean failure) {
        if (calls == failed.length) {
            failures -= failed[next] ? 1 : 0;
        } else {
            calls++;
        }
        failed[next] = failure;
        failures += failure ? 1 : 0;
        next = (next + 1) % failed.length;
    }

    void clear() {
        next = 0;
        calls = 0;
        failures = 0;
    }

    int calls() {
        return calls;
    }

    int failures() {
        return failures;
    }
}
