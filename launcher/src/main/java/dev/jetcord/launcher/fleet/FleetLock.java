package dev.jetcord.launcher.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Held by the one launcher that starts or stops a home's fleet. The system frees it when that launcher ends, however it ends.
 * The file holds the holder's pid.
 */
final class FleetLock implements AutoCloseable {
    private final FileChannel channel;

    private FleetLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or returns empty when another launcher holds it. */
    static Optional<FleetLock> tryTake(Home home) throws IOException {
        Files.createDirectories(home.folder());
        var channel = FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock(channel)) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        var pid = Long.toString(ProcessHandle.current().pid());
        channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.UTF_8)));
        return Optional.of(new FleetLock(channel));
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            // Held by this very launcher, on another thread.
            return false;
        }
    }

    /** The launcher that holds the lock, as far as it has written its pid. */
    static Optional<ProcessHandle> holder(Home home) throws IOException {
        String pid = Files.readString(home.lock()).strip();
        return pid.matches("\\d{1,18}") ? ProcessHandle.of(Long.parseLong(pid)) : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Nothing to show at the end of a step that waited for it. */
    @Override
    public String toString() {
        return "";
    }
}
