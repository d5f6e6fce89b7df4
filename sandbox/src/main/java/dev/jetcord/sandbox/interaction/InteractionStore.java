package dev.jetcord.sandbox.interaction;

import dev.jetcord.sandbox.DiscordLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The interactions of late, and those who wait for what their users see. Thread-safe; the oldest are forgotten. */
public final class InteractionStore {

    /** Time alone can change a state, so those who wait look again this often. */
    private static final long LOOK_MILLIS = 100;

    private final ConcurrentSkipListMap<Long, Interaction> byId = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, Interaction> byToken = new ConcurrentHashMap<>();
    private final ConcurrentMap<Long, CompletableFuture<Void>> changes = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public InteractionStore(InstantSource clock) {
        this.clock = clock;
    }

    void add(Interaction interaction) {
        byId.put(interaction.origin().id(), interaction);
        byToken.put(interaction.origin().token(), interaction);
    }

    /** Forgets the oldest beyond what is kept. To be called now and then. */
    public void tick() {
        while (byToken.size() > DiscordLimits.INTERACTIONS_KEPT) {
            var oldest = byId.pollFirstEntry();
            if (oldest == null) {
                return;
            }
            byToken.remove(oldest.getValue().origin().token());
        }
    }

    public Optional<Interaction> byId(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Interaction> byToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    /** The newest first. */
    public List<Interaction> latest(int count) {
        return byId.descendingMap().values().stream().limit(count).toList();
    }

    /** Wakes those who wait for the interaction. */
    void changed(Interaction interaction) {
        CompletableFuture<Void> waiting = changes.remove(interaction.origin().id());
        if (waiting != null) {
            waiting.complete(null);
        }
    }

    /** Waits until the user sees an answer or that there will be none; at most so long. */
    public Interaction.State await(Interaction interaction, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (true) {
            CompletableFuture<Void> change =
                    changes.computeIfAbsent(interaction.origin().id(), id -> new CompletableFuture<>());
            Interaction.State state = interaction.state(clock.instant());
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (state == Interaction.State.ANSWERED || state == Interaction.State.FAILED || left <= 0) {
                changed(interaction);
                return state;
            }
            awaitChange(change, Math.min(left, LOOK_MILLIS));
        }
    }

    private static void awaitChange(CompletableFuture<Void> change, long millis) throws InterruptedException {
        try {
            change.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return; // the caller looks again
        } catch (ExecutionException e) {
            throw new IllegalStateException("a change never fails", e);
        }
    }
}
