package dev.jetcord.bridge.metrics;

import static java.util.Objects.requireNonNull;

import dev.jetcord.bridge.publishing.OutgoingEvent;
import dev.jetcord.bridge.publishing.Settlement;
import dev.jetcord.bridge.session.Fatality;
import dev.jetcord.bridge.session.ShardNotice;
import dev.jetcord.bridge.shard.ShardObserver;
import dev.jetcord.common.tracing.Tracer;
import java.time.InstantSource;

/** Records each interaction from its frame to JetStream's acknowledgement, and hands everything on. Thread-safe. */
public final class TracedEvents implements ShardObserver {
    private final ShardObserver next;
    private final Tracer tracer;
    private final InstantSource clock;

    public TracedEvents(ShardObserver next, Tracer tracer, InstantSource clock) {
        this.next = requireNonNull(next, "next");
        this.tracer = requireNonNull(tracer, "tracer");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void settled(int shard, OutgoingEvent event, Settlement settlement) {
        next.settled(shard, event, settlement);
        event.envelope()
                .traceparent()
                .ifPresent(trace -> tracer.began(
                        trace, "publish " + event.event(), event.envelope().time(), clock.instant()));
    }

    @Override
    public void noticed(int shard, ShardNotice notice) {
        next.noticed(shard, notice);
    }

    @Override
    public void received(int shard, int wireBytes) {
        next.received(shard, wireBytes);
    }

    @Override
    public void failed(int shard, Fatality fatality) {
        next.failed(shard, fatality);
    }
}
