package dev.jetcord.command.sync;

import dev.jetcord.common.wire.Snowflake;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Remembers which registered commands Jetcord created, over runs, for one application. */
public interface OwnedCommands {
    /**
     * What was saved last; empty at first.
     *
     * @return the id Discord gave, by command; no id where the creation was begun and its end is not known
     */
    Map<CommandKey, Optional<Snowflake>> load() throws IOException;

    /** Replaces what was saved. Has reached its store when it returns. */
    void save(Map<CommandKey, Optional<Snowflake>> owned) throws IOException;
}
