package dev.jetcord.sandbox.observation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.json.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What happens, as it happens, for those who watch. Costs nothing while nobody does. Thread-safe; a watcher is called
 * on the thread on which something happened and must not block.
 */
public final class Feed {

    private final InstantSource clock;
    private final List<Consumer<ObjectNode>> watchers = new CopyOnWriteArrayList<>();

    public Feed(InstantSource clock) {
        this.clock = clock;
    }

    /** Calls the watcher for all that happens until the watch is closed. */
    public Watch watch(Consumer<ObjectNode> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Tells the watchers; the details are only asked for when there is one. */
    public void tell(String type, Supplier<ObjectNode> details) {
        if (watchers.isEmpty()) {
            return;
        }
        ObjectNode line = Json.object().put("at", clock.instant().toString()).put("type", type);
        line.setAll(details.get());
        watchers.forEach(watcher -> watcher.accept(line));
    }

    /** A watch that can be ended. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
