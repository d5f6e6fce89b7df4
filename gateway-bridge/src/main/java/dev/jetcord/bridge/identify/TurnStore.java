package dev.jetcord.bridge.identify;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Where all bridges keep the turns. */
interface TurnStore {
    /** The last turn of a bucket; empty if there never was one. */
    Optional<Turn> read(int bucket) throws IOException;

    /** Writes a state if nothing was written since {@code revision}, which is 0 for never. Returns the new revision. */
    OptionalLong write(int bucket, Turn.State state, long revision) throws IOException;

    /** The server's time, or a little earlier. */
    Instant serverTime() throws IOException;
}
