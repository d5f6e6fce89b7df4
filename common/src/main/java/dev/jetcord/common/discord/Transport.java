package dev.jetcord.common.discord;

import dev.jetcord.common.discord.RestCaller.Call;
import java.time.Duration;

/** Sends a request once and waits for what comes of it. Blocks; thread-safe. */
@FunctionalInterface
interface Transport {
    /**
     * Sends.
     *
     * @param timeout how long to wait; whatever has come by then is given up
     */
    Attempt send(Call call, Duration timeout) throws InterruptedException;
}
