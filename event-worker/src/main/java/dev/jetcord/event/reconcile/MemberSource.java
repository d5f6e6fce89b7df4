package dev.jetcord.event.reconcile;

import java.util.Optional;

/** Has the gateway send all members of a guild as chunks. Thread-safe. */
@FunctionalInterface
public interface MemberSource {
    /**
     * Asks for them.
     *
     * @param nonce which the chunks carry; at most 32 bytes
     * @return why they do not come; empty when they do
     */
    Optional<String> request(long guild, String nonce) throws InterruptedException;
}
