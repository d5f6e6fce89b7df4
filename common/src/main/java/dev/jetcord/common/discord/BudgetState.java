package dev.jetcord.common.discord;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all services together have asked of Discord. Requests are spaced by the virtual scheduling of GCRA: each moves the time at
 * which the next one is due by its share of a second, and may come at most a few shares early.
 *
 * @param due when the next request is due if all kept the pace
 * @param invalid answers that count towards Discord's ban, by the minute since 1970; only minutes that still count
 */
record BudgetState(Instant due, Map<Long, Integer> invalid) {
    static final BudgetState EMPTY = new BudgetState(Instant.EPOCH, Map.of());

    /** Together with {@link #BURST} at most 50 in any second, which is what Discord allows. */
    private static final int PER_SECOND = 45;

    private static final int BURST = 5;
    private static final Duration SHARE = Duration.ofSeconds(1).dividedBy(PER_SECOND);
    private static final Duration EARLY = SHARE.multipliedBy(BURST - 1);
    private static final int WINDOW_MINUTES = 10;
    /** A quarter of what Discord allows from an address: others on it may be refused too. */
    static final int MOST_INVALID = 2500;

    BudgetState {
        requireNonNull(due, "due");
        invalid = Map.copyOf(invalid);
    }

    /** How long to wait before {@link #take}; zero when it may be now. */
    Duration pause(Instant now) {
        Duration early = Duration.between(now, due).minus(EARLY);
        return early.isPositive() ? early : Duration.ZERO;
    }

    /** With one more request sent. */
    BudgetState take(Instant now) {
        return new BudgetState((due.isBefore(now) ? now : due).plus(SHARE), invalid);
    }

    /** With {@code count} more invalid answers, and without those that count no more. */
    BudgetState count(int count, Instant now) {
        long minute = minute(now);
        Map<Long, Integer> counted = new TreeMap<>(invalid);
        // The minute that began the window counts whole: rather too many than too few.
        counted.keySet().removeIf(old -> old < minute - WINDOW_MINUTES);
        if (count > 0) {
            counted.merge(minute, count, Integer::sum);
        }
        return new BudgetState(due, counted);
    }

    /** Invalid answers within the last ten minutes. */
    int invalidResponses() {
        return invalid.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether so many were refused that no request should be sent for now. */
    boolean exhausted() {
        return invalidResponses() >= MOST_INVALID;
    }

    private static long minute(Instant now) {
        return now.getEpochSecond() / 60;
    }
}
