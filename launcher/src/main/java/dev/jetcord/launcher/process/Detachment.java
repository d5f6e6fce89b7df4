package dev.jetcord.launcher.process;

import java.util.List;

/**
 * The words before a command that start it in a session of its own, without a terminal: a Ctrl-C or a closed window then
 * reaches the launcher only, and the service drains when the launcher says so. Each of them replaces itself by the command,
 * so that the process id stays.
 */
public final class Detachment {
    // macOS has no setsid, but perl, whose POSIX module has the same call.
    private static final List<String> PERL =
            List.of("perl", "-e", "use POSIX qw(setsid); setsid(); exec { $ARGV[0] } @ARGV or die \"$ARGV[0]: $!\"");

    private Detachment() {}

    /** The words to use on this machine. */
    public static List<String> words(Commands commands) {
        return commands.find("setsid").isPresent() ? List.of("setsid") : PERL;
    }

    static List<String> perl() {
        return PERL;
    }
}
