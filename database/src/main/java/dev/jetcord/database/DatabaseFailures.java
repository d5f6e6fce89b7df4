package dev.jetcord.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that pass from those that come again, by PostgreSQL's error codes (PostgreSQL documentation, appendix A)
 * wherever in the chain of causes they stand.
 */
public final class DatabaseFailures {
    /** Connection exceptions, and a server without room for another. */
    private static final Set<String> UNAVAILABLE_CLASSES = Set.of("08", "53", "58");

    /**
     * Shut down by an operator, crashed, or still starting; and a server that has become (or still is) the standby of
     * another.
     */
    private static final Set<String> UNAVAILABLE = Set.of("57P01", "57P02", "57P03", "57P05", "25006");

    /** Serialisation failure, deadlock, a lock or statement that took too long. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", "57014");

    private DatabaseFailures() {}

    /** Whether the server could not be used at all: whoever tries something else now fails too. */
    public static boolean isUnavailable(Throwable thrown) {
        SQLException cause = cause(thrown);
        if (cause == null) {
            return false;
        }
        String state = state(cause);
        return cause instanceof SQLTransientConnectionException
                || UNAVAILABLE.contains(state)
                || (state.length() > 2 && UNAVAILABLE_CLASSES.contains(state.substring(0, 2)));
    }

    /** Whether the same may succeed when it is tried again; otherwise it is a mistake of the program or its data. */
    public static boolean isPassing(Throwable thrown) {
        SQLException cause = cause(thrown);
        return cause != null && (isUnavailable(cause) || PASSING.contains(state(cause)));
    }

    private static String state(SQLException cause) {
        String state = cause.getSQLState();
        return state == null ? "" : state;
    }

    private static @Nullable SQLException cause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException found) {
                return found;
            }
        }
        return null;
    }
}
