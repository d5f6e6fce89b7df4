package dev.jetcord.e2e.chaos;

import static java.util.Objects.requireNonNull;

import dev.jetcord.e2e.chaos.Fault.Expectation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scenario has come to.
 *
 * @param sent events that the client's session could have seen, by the ledger
 * @param stored of these, those that a stream has
 * @param unseen events that no session could have seen: Discord had given the session up, or there was none
 * @param doubled events that the streams have more than once
 * @param outOfOrder messages stored after one of their guild with a later version
 * @param longestGap the longest time within the load in which nothing was stored
 * @param sessions how many there were, and how many were lost
 */
record Verdict(
        long sent, long stored, long unseen, long doubled, long outOfOrder, Duration longestGap, Sessions sessions) {
    Verdict {
        requireNonNull(longestGap, "longestGap");
        requireNonNull(sessions, "sessions");
    }

    /**
     * The sessions that Discord had since the fleet began.
     *
     * @param more begun beyond the first one of each shard
     * @param byLedger that ended by it
     * @param counted as lost by the bridges that run
     * @param announced as lost in the stream
     */
    record Sessions(long more, long byLedger, long counted, long announced) {
        boolean agree() {
            return more == byLedger && byLedger == counted && byLedger == announced;
        }
    }

    long lost() {
        return sent - stored;
    }

    /** What is wrong; nothing when it is as it should be. */
    List<String> wrong(Expectation expectation) {
        var wrong = new ArrayList<String>();
        add(wrong, sent == 0, "nothing was sent");
        add(wrong, lost() != 0, lost() + " lost");
        add(wrong, doubled != 0, doubled + " doubled");
        switch (expectation) {
            case IN_ORDER -> {
                resumed(wrong);
                add(wrong, outOfOrder != 0, outOfOrder + " out of order");
            }
            case ANY_ORDER -> resumed(wrong);
            case SESSIONS_LOST -> {
                add(wrong, sessions.byLedger() == 0, "no session was lost");
                add(wrong, !sessions.agree(), "the count of lost sessions differs: " + sessions);
            }
        }
        return wrong;
    }

    private void resumed(List<String> wrong) {
        add(wrong, unseen != 0, unseen + " unseen");
        add(wrong, sessions.more() != 0, sessions.more() + " new sessions");
    }

    private static void add(List<String> wrong, boolean is, String what) {
        if (is) {
            wrong.add(what);
        }
    }
}
