package dev.jetcord.sandbox.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Dispatch;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.World;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends events at a steady rate, in an order that is the same every time: to one guild after the other, numbered in each
 * guild. At most one load runs. Thread-safe.
 */
public final class LoadSource implements AutoCloseable {

    private static final long TEMPLATE_BYTES = 128L << 20;

    /** The gateway as a load needs it. */
    public interface Events {
        /** To how many sessions the dispatch went. */
        int send(Dispatch dispatch);
    }

    /** Users who type commands. */
    public interface Users {
        Interaction type(Guild guild, String text) throws ApiException;
    }

    /**
     * Where a load goes.
     *
     * @param ids of new messages
     */
    public record Outlets(Events events, Users users, LongSupplier ids) {}

    private record Running(LoadRun run, Thread thread) {}

    private final World world;
    private final Outlets outlets;
    private final InstantSource clock;
    private @Nullable Running current;

    public LoadSource(World world, Outlets outlets, InstantSource clock) {
        this.world = world;
        this.outlets = outlets;
        this.clock = clock;
    }

    /**
     * Starts a load instead of the one that runs; an idle plan only ends it.
     *
     * @throws IllegalArgumentException if there are too few guilds for it, or its events would not fit in memory
     */
    public synchronized void start(LoadPlan plan) throws InterruptedException {
        List<Guild> guilds = guilds(plan);
        List<GuildLoad> events = guilds.stream()
                .map(guild -> new GuildLoad(guild, world.bot().user(), plan.bodyBytes(), clock.instant()))
                .toList();
        stop();
        if (!plan.idle()) {
            LoadRun run = new LoadRun(plan, guilds, events, outlets);
            current = new Running(run, Thread.ofPlatform().daemon().name("load").start(run));
        }
    }

    private List<Guild> guilds(LoadPlan plan) {
        if (plan.idle()) {
            return List.of();
        }
        List<Guild> all = List.copyOf(world.guilds());
        int wanted = plan.guilds() == 0 ? all.size() : plan.guilds();
        if (all.isEmpty() || wanted > all.size()) {
            throw new IllegalArgumentException(
                    "the bot is in %d guilds, not %d; POST /control/guilds {\"count\": N} makes more"
                            .formatted(all.size(), wanted));
        }
        if (2L * wanted * plan.bodyBytes() > TEMPLATE_BYTES) {
            throw new IllegalArgumentException("guilds times body_bytes is more than %d MiB; choose fewer or smaller"
                    .formatted((TEMPLATE_BYTES / 2) >> 20));
        }
        return all.subList(0, wanted);
    }

    /** Ends the load that runs; nothing is sent after this returns. */
    public synchronized void stop() throws InterruptedException {
        Running running = current;
        if (running != null) {
            running.run().stop();
            running.thread().join();
        }
    }

    /** The load that runs or ran last, and what it has sent. */
    public synchronized ObjectNode toJson() {
        return Optional.ofNullable(current)
                .map(running -> running.run().toJson())
                .orElseGet(() -> Json.object().put("running", false));
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
