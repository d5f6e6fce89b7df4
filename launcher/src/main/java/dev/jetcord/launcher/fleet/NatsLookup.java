package dev.jetcord.launcher.fleet;

import dev.jetcord.sandbox.nats.NatsServerBinary;

/** Where a NATS server program comes from when the fleet needs one. */
@FunctionalInterface
public interface NatsLookup {
    /**
     * The program to use.
     *
     * @throws dev.jetcord.sandbox.nats.NatsServerException when there is none and none can be fetched
     */
    NatsServerBinary find() throws InterruptedException;
}
