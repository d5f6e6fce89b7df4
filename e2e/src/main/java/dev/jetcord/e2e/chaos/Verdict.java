package dev.jetcord.e2e.chaos;

import java.time.Duration;

/**
 * What a scenario has come to.
 *
 * @param sent events that the client's session could have seen, by the ledger
 * @param stored of these, those that a stream has
 * @param unseen events that no session could have seen: Discord had given the session up, or there was none
 * @param doubled events that the streams have more than once
 * @param outOfOrder messages stored after one of their guild with a later version; allowed, since the version is the order
 * @param longestGap the longest time within the load in which nothing was stored
 */
record Verdict(long sent, long stored, long unseen, long doubled, long outOfOrder, Duration longestGap) {
    long lost() {
        return sent - stored;
    }

    /** Nothing lost, nothing doubled, and there was something to lose. */
    boolean good() {
        return sent > 0 && lost() == 0 && doubled == 0 && unseen == 0;
    }
}
