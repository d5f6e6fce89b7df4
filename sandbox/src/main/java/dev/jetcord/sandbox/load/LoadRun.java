package dev.jetcord.sandbox.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.world.Guild;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One load from its start to its end, on a thread of its own. What it counts may be read from any thread. */
final class LoadRun implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(LoadRun.class);

    private static final long STEP_NANOS = 1_000_000;

    private final LoadPlan plan;
    private final List<Guild> guilds;
    private final List<GuildLoad> events;
    private final LoadSource.Outlets outlets;
    private final LongAdder made = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final LongAdder interactions = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private volatile boolean running = true;
    private int nextEvent;
    private int nextInteraction;

    LoadRun(LoadPlan plan, List<Guild> guilds, List<GuildLoad> events, LoadSource.Outlets outlets) {
        this.plan = plan;
        this.guilds = guilds;
        this.events = events;
        this.outlets = outlets;
    }

    @Override
    public void run() {
        try {
            sendUntilStopped();
        } finally {
            running = false;
        }
    }

    private void sendUntilStopped() {
        Pace eventPace = new Pace(plan.eventsPerSecond());
        Pace interactionPace = new Pace(plan.interactionsPerSecond());
        long start = System.nanoTime();
        while (running) {
            long since = System.nanoTime() - start;
            repeat(eventPace.due(since), this::sendEvent);
            repeat(interactionPace.due(since), this::interact);
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private void repeat(int times, Runnable action) {
        for (int i = 0; i < times && running; i++) {
            action.run();
        }
    }

    private void sendEvent() {
        GuildLoad guild = events.get(nextEvent);
        nextEvent = (nextEvent + 1) % events.size();
        made.increment();
        delivered.add(outlets.events().send(guild.next(outlets.ids().getAsLong())));
    }

    private void interact() {
        Guild guild = guilds.get(nextInteraction);
        nextInteraction = (nextInteraction + 1) % guilds.size();
        try {
            outlets.users().type(guild, plan.command());
            interactions.increment();
        } catch (ApiException e) {
            if (refused.sum() == 0) {
                log.warn("The load's command '{}' is refused: {}", plan.command(), e.getMessage());
            }
            refused.increment();
        }
    }

    /** Ends soon. */
    void stop() {
        running = false;
    }

    ObjectNode toJson() {
        return plan.toJson()
                .put("running", running)
                .put("guilds", events.size())
                .put("events_made", made.sum())
                .put("events_delivered", delivered.sum())
                .put("interactions", interactions.sum())
                .put("interactions_refused", refused.sum());
    }
}
