package dev.jetcord.bridge.shard;

import dev.jetcord.bridge.session.ShardAction;
import dev.jetcord.bridge.session.ShardAction.Answer.Verdict;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who waits for an answer of a shard. Once the shard has ended, all are answered at once. Thread-safe. */
final class ShardRequests {
    private final AtomicLong lastTicket = new AtomicLong();
    private final Map<Long, CompletableFuture<Verdict>> open = new ConcurrentHashMap<>();
    private volatile boolean ended;

    long open(CompletableFuture<Verdict> answer) {
        long ticket = lastTicket.incrementAndGet();
        open.put(ticket, answer);
        if (ended) {
            end();
        }
        return ticket;
    }

    void answer(ShardAction.Answer answer) {
        CompletableFuture<Verdict> asked = open.remove(answer.ticket());
        if (asked != null) {
            asked.complete(answer.verdict());
        }
    }

    /** The shard answers no more. */
    void end() {
        ended = true;
        open.values().forEach(asked -> asked.complete(Verdict.NOT_CONNECTED));
        open.clear();
    }
}
