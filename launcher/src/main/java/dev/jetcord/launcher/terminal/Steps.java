package dev.jetcord.launcher.terminal;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Shows work that takes its time: which step runs and for how long, then one line with how it ended. Where no person looks
 * on, a step that ends within a second prints its end only.
 */
public final class Steps {
    private static final long TICK_MILLIS = 100;
    private static final long ANNOUNCE_AFTER_MILLIS = 1_000;
    private static final String MARKS = "|/-\\";

    private final Terminal terminal;
    private final InstantSource clock;

    public Steps(Terminal terminal, InstantSource clock) {
        this.terminal = requireNonNull(terminal, "terminal");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * Runs a step.
     *
     * @param what what is being done, such as {@code "starting nats"}
     * @param work the step; its result's {@code toString} is shown at the end of the line where it is not empty
     */
    public <T> T run(String what, Callable<T> work) throws Exception {
        long start = clock.millis();
        var done = new AtomicBoolean();
        Thread ticker = Thread.ofVirtual().start(() -> tick(what, start, done));
        try {
            T result = work.call();
            finish(done, ticker, terminal.good("ok") + "  " + line(what, start, result.toString()));
            return result;
        } catch (Exception e) {
            finish(done, ticker, terminal.bad("--") + "  " + line(what, start, "failed"));
            throw e;
        }
    }

    private void finish(AtomicBoolean done, Thread ticker, String line) throws InterruptedException {
        done.set(true);
        ticker.interrupt();
        ticker.join();
        terminal.transientLine("");
        terminal.print(line);
    }

    private String line(String what, long start, String result) {
        String detail = result.isEmpty() ? "" : ": " + result;
        return what + detail + terminal.weak(" (" + seconds(clock.millis() - start) + ")");
    }

    private void tick(String what, long start, AtomicBoolean done) {
        boolean announced = false;
        for (int turn = 0; !done.get(); turn++) {
            long elapsed = clock.millis() - start;
            terminal.transientLine(MARKS.charAt(turn % MARKS.length()) + "   " + what + " ("
                    + elapsed / ANNOUNCE_AFTER_MILLIS + " s)");
            if (!announced && !terminal.interactive() && elapsed >= ANNOUNCE_AFTER_MILLIS) {
                terminal.print("..  " + what);
                announced = true;
            }
            try {
                Thread.sleep(TICK_MILLIS);
            } catch (InterruptedException _) {
                // The step has ended.
                return;
            }
        }
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
}
