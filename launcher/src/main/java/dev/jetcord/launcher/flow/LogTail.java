package dev.jetcord.launcher.flow;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Reads what is added to a log file, whole lines only. Another file of the same name, or one that has become shorter, is read
 * from its beginning. Not thread-safe.
 */
public final class LogTail {
    private static final int MAX_READ = 1024 * 1024;

    private final Path file;
    private long position;
    private Optional<Object> key;

    /**
     * Reads from a position on.
     *
     * @param position the byte to begin at
     */
    public LogTail(Path file, long position) {
        this.file = requireNonNull(file, "file");
        this.position = position;
        this.key = key(file);
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
            Optional<Object> now = key(file);
            if (in.length() < position || !now.equals(key)) {
                position = 0;
                key = now;
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

    // The inode, where the file system has such a thing.
    private static Optional<Object> key(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}
