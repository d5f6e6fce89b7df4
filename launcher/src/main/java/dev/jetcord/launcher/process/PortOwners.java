package dev.jetcord.launcher.process;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who listens on a TCP port, by Linux' {@code /proc}: the sockets of {@code net/tcp} and {@code net/tcp6} in state LISTEN, and
 * the process that has such a socket open. Processes of other users can't be looked into without root.
 */
public final class PortOwners {
    // Columns of /proc/net/tcp, see proc_pid_net(5).
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTEN = "0A";
    private static final int HEXADECIMAL = 16;
    private static final int MAX_COMMAND = 120;

    private final Path proc;

    /**
     * Looks into the given folder.
     *
     * @param proc {@code /proc}; may be absent, as on macOS: then no owner is ever known
     */
    public PortOwners(Path proc) {
        this.proc = requireNonNull(proc, "proc");
    }

    /** A description such as {@code pid 4711 (nginx -g daemon off)}; empty when it can't be seen. */
    public Optional<String> owner(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            sockets.addAll(listeners(proc.resolve(table), port));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process, sockets)) {
                    return Optional.of("pid " + process.getFileName() + " (" + command(process) + ")");
                }
            }
        } catch (IOException _) {
            // Nobody may look: the port is reported without its owner.
        }
        return Optional.empty();
    }

    private static Set<String> listeners(Path table, int port) {
        try {
            var inodes = new HashSet<String>();
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > INODE && columns[STATE].equals(LISTEN) && port(columns[LOCAL_ADDRESS]) == port) {
                    inodes.add("socket:[" + columns[INODE] + "]");
                }
            }
            return inodes;
        } catch (IOException _) {
            // No such table on this system.
            return Set.of();
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), HEXADECIMAL);
    }

    private static boolean hasOpen(Path process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file)
                        && sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException _) {
            // Another user's process, or one that has just ended.
        }
        return false;
    }

    private static String command(Path process) {
        try {
            String line = Files.readString(process.resolve("cmdline"))
                    .replace('\0', ' ')
                    .strip();
            return line.length() <= MAX_COMMAND ? line : line.substring(0, MAX_COMMAND) + "...";
        } catch (IOException _) {
            return "its command can't be read";
        }
    }
}
