package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What time it is at Discord, so that a wrong clock of this machine rejects no interaction. The difference between the
 * two clocks is kept as an interval that all evidence allows: the {@code Date} of every answer narrows it to about the
 * time a request takes, and an interaction cannot have come before it was made. The machine's own clock is believed as
 * far as the evidence does not contradict it. Thread-safe.
 */
public final class DiscordClock implements InstantSource {
    private static final Duration DATE_RESOLUTION = Duration.ofSeconds(1);
    private static final long DRIFT_PARTS_PER_MILLION = 200;

    private final InstantSource machine;
    private final AtomicReference<Bounds> bounds = new AtomicReference<>(Bounds.UNKNOWN);

    public DiscordClock(InstantSource machine) {
        this.machine = requireNonNull(machine, "machine");
    }

    /** The time at Discord, as well as is known. */
    @Override
    public Instant instant() {
        return machine.instant().plusMillis(offsetMillis());
    }

    /** How long ago the thing of this id was made. Negative by a few milliseconds at most, while nothing is known. */
    public Duration age(Snowflake id) {
        return Duration.between(id.instant(), instant());
    }

    /**
     * Whether the thing of this id is at least so old, by Discord's own time alone: false for as long as no answer has told
     * it, whatever this machine's clock says.
     */
    public boolean provesOlder(Snowflake id, Duration age) {
        Instant now = machine.instant();
        Bounds known = bounds.get().widened(now);
        return known.least != -Long.MAX_VALUE
                && !now.plusMillis(known.least).isBefore(id.instant().plus(age));
    }

    /** How far Discord's clock is ahead of this machine's, as far as is certain; negative when it is behind. */
    public Duration offset() {
        return Duration.ofMillis(offsetMillis());
    }

    /** Takes note of an interaction that has just come in: Discord's clock is at least at its time. */
    public void received(Snowflake id) {
        Instant now = machine.instant();
        narrow(now, Duration.between(now, id.instant()).toMillis(), Long.MAX_VALUE);
    }

    /**
     * Takes note of an answer's {@code Date} header (whole seconds, cut off).
     *
     * @param date the header's value
     * @param sent when the request was sent, by this machine's clock
     */
    void answered(Instant date, Instant sent) {
        Instant now = machine.instant();
        narrow(
                now,
                Duration.between(now, date).toMillis(),
                Duration.between(sent, date.plus(DATE_RESOLUTION)).toMillis());
    }

    private void narrow(Instant now, long least, long most) {
        bounds.updateAndGet(known -> known.widened(now).intersect(now, least, most));
    }

    private long offsetMillis() {
        Bounds known = bounds.get();
        return Math.clamp(0, known.least, known.most);
    }

    /** The difference lies between {@code least} and {@code most} milliseconds, as seen at {@code at}. */
    private record Bounds(Instant at, long least, long most) {
        private static final Bounds UNKNOWN = new Bounds(Instant.EPOCH, -Long.MAX_VALUE, Long.MAX_VALUE);

        /** Two clocks drift apart: old evidence says less than new. */
        Bounds widened(Instant now) {
            long drift = Math.max(0, Duration.between(at, now).toMillis() * DRIFT_PARTS_PER_MILLION / 1_000_000);
            return new Bounds(
                    at, least == -Long.MAX_VALUE ? least : least - drift, most == Long.MAX_VALUE ? most : most + drift);
        }

        /** Evidence that contradicts all earlier means that a clock was set: only the new is left. */
        Bounds intersect(Instant now, long otherLeast, long otherMost) {
            long newLeast = Math.max(least, otherLeast);
            long newMost = Math.min(most, otherMost);
            return newLeast <= newMost ? new Bounds(now, newLeast, newMost) : new Bounds(now, otherLeast, otherMost);
        }
    }
}
