package dev.jetcord.bridge.publishing;

/**
 * How much may be in hand, in messages and in bytes. Once it is full it stays so until half of it is free: reading that
 * stops and starts with every message would cost more than it brings. Thread-safe.
 */
final class PublishWindow {
    private final int maxMessages;
    private final long maxBytes;
    private int messages;
    private long bytes;
    private boolean full;

    PublishWindow(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    synchronized void add(int size) {
        messages++;
        bytes += size;
        full |= messages >= maxMessages || bytes >= maxBytes;
    }

    /** Returns whether there is room again, having been none. */
    synchronized boolean remove(int size) {
        messages--;
        bytes -= size;
        boolean room = full && messages <= maxMessages / 2 && bytes <= maxBytes / 2;
        full &= !room;
        return room;
    }

    synchronized boolean full() {
        return full;
    }

    synchronized int messages() {
        return messages;
    }

    synchronized long bytes() {
        return bytes;
    }
}
