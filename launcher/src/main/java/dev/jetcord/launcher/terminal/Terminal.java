package dev.jetcord.launcher.terminal;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;
import java.util.Map;

/**
 * Where the launcher prints. Colours and moving lines are for a terminal only; <a href="https://no-color.org">NO_COLOR</a>
 * turns colours off. Safe for use by several threads, a line at a time.
 */
public final class Terminal {
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintStream out;
    private final boolean interactive;
    private final boolean coloured;

    /**
     * Prints to the stream.
     *
     * @param interactive whether a person's terminal is at the other end
     */
    public Terminal(PrintStream out, boolean interactive, Map<String, String> environment) {
        this.out = requireNonNull(out, "out");
        this.interactive = interactive;
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.getOrDefault("TERM", ""));
        this.coloured = interactive && !plain;
    }

    /** Prints one line, or several, as they are. */
    public synchronized void print(String text) {
        out.println(text);
        out.flush();
    }

    /** What can't be left unread: a failure, or something to do. */
    public synchronized void warn(String text) {
        print(styled("33", text));
    }

    /** The text in weak letters where there are colours. */
    public String weak(String text) {
        return styled("2", text);
    }

    /** The text in strong letters where there are colours. */
    public String strong(String text) {
        return styled("1", text);
    }

    String good(String text) {
        return styled("32", text);
    }

    String bad(String text) {
        return styled("31", text);
    }

    // Select Graphic Rendition of ECMA-48: on, and off again.
    private String styled(String code, String text) {
        return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
    }

    boolean interactive() {
        return interactive;
    }

    /** Replaces the line the cursor is in, without going to the next. Nothing where no person looks on. */
    synchronized void transientLine(String text) {
        if (interactive) {
            out.print(CLEAR_LINE + text);
            out.flush();
        }
    }
}
