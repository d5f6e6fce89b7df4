package dev.jetcord.bridge.lease;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a bridge does next about its shards: a pure function of what it knows. Bridges decide each for itself; since all see
 * the same, and a claim succeeds only for the first, they come to the same distribution, in which no two differ by more
 * than one shard. It moves no shard that need not move.
 *
 * @param lost shards that run here although another bridge holds them, or nobody does: stop them at once
 * @param claim shards to claim, in this order
 * @param release one shard to hand over, because another bridge should have it
 */
record LeasePlan(List<Integer> lost, List<Integer> claim, Optional<Integer> release) {
    /**
     * Decides.
     *
     * @param running the shards that run here and are not being handed over
     * @param leaving those that are being handed over
     * @param beginning those that run here whose session is only beginning, and so could not be resumed elsewhere: others
     *     are handed over, or none for now
     */
    static LeasePlan decide(LeaseView view, Set<Integer> running, Set<Integer> leaving, Set<Integer> beginning) {
        List<Integer> lost = running.stream()
                .filter(shard -> !view.lease(shard).ownedBy(view.self()))
                .sorted()
                .toList();
        List<Integer> free = IntStream.range(0, view.shards())
                .filter(shard -> !running.contains(shard) && !leaving.contains(shard))
                .filter(shard -> !view.held(shard) || view.lease(shard).ownedBy(view.self()))
                .boxed()
                .toList();
        int kept = running.size() - lost.size();
        int missing = quota(view) - kept;
        List<Integer> claim = missing > 0 ? inOrder(view, free).limit(missing).toList() : List.of();
        // One at a time over all bridges: the next follows when the last one has found its new holder.
        boolean settled = free.isEmpty() && lost.isEmpty() && leaving.isEmpty();
        Optional<Integer> release = missing < 0 && settled
                ? running.stream().filter(shard -> !beginning.contains(shard)).max(Comparator.naturalOrder())
                : Optional.empty();
        return new LeasePlan(lost, claim, release);
    }

    /** How many shards this bridge should run: the odd ones go to those that hold the most, so that fewer move. */
    static int quota(LeaseView view) {
        if (!view.staying().contains(view.self())) {
            return 0;
        }
        int bridges = view.staying().size();
        List<String> ranked = new ArrayList<>(view.staying());
        ranked.sort(Comparator.comparingLong(view::heldBy).reversed().thenComparing(Comparator.naturalOrder()));
        boolean odd = ranked.indexOf(view.self()) < view.shards() % bridges;
        return view.shards() / bridges + (odd ? 1 : 0);
    }

    /** Our own first: whoever held a shard before an outage has the first claim. Then each bridge begins elsewhere. */
    private static Stream<Integer> inOrder(LeaseView view, List<Integer> free) {
        int start = new TreeSet<>(view.staying()).headSet(view.self()).size()
                * Math.ceilDiv(view.shards(), view.staying().size());
        Comparator<Integer> notOurs =
                Comparator.comparing(shard -> !view.lease(shard).ownedBy(view.self()));
        return free.stream().sorted(notOurs.thenComparingInt(shard -> Math.floorMod(shard - start, view.shards())));
    }
}
