package dev.jetcord.launcher.flow;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what is added to a log file, whole lines only. A file that has become shorter is a new one. Not thread-safe. */
public final class LogTail {
    private static final int MAX_READ = 1024 * 1024;

    private final Path file;
    private long position;

    /**
     * Reads from a position on.
     *
     * @param position the byte to begin at
     */
    public LogTail(Path file, long position) {
        this.file = requireNonNull(file, "file");
        this.position = position;
    }

    /** Begins at the file's present end. */
    public static LogTail atEnd(Path file) throws IOException {
        return new LogTail(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /** The lines that were completed since the last call. */
    public List<String> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0;
            }
            in.seek(position);
            var bytes = new byte[(int) Math.min(MAX_READ, in.length() - position)];
            in.readFully(bytes);
            var text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n') + 1;
            position += end;
            return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
