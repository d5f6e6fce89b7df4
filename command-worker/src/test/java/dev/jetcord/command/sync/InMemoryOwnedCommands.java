package dev.jetcord.command.sync;

import dev.jetcord.common.wire.Snowflake;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers for as long as a test runs. */
public final class InMemoryOwnedCommands implements OwnedCommands {
    private Map<CommandKey, Optional<Snowflake>> owned = new LinkedHashMap<>();

    @Override
    public Map<CommandKey, Optional<Snowflake>> load() {
        return new LinkedHashMap<>(owned);
    }

    @Override
    public void save(Map<CommandKey, Optional<Snowflake>> now) {
        owned = new LinkedHashMap<>(now);
    }
}
