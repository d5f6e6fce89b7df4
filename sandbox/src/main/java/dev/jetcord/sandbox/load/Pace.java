package dev.jetcord.sandbox.load;

/** How many of a steady rate are due; what falls behind is made up for, so that the sum is right. Not thread-safe. */
final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private long done;

    Pace(int perSecond) {
        this.perSecond = perSecond;
    }

    /** How many have become due since the last call, at a time since the start. */
    int due(long nanosSinceStart) {
        long wanted = (long) (nanosSinceStart / NANOS_PER_SECOND * perSecond);
        int due = (int) Math.max(0, wanted - done);
        done += due;
        return due;
    }
}
