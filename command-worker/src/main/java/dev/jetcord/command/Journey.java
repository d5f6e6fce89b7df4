package dev.jetcord.command;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * When an interaction was where, each by the clock of the one who saw it.
 *
 * @param created when the user acted, by Discord's
 * @param bridged when the bridge received the frame
 * @param stored when JetStream stored the message
 * @param received when this worker received it
 */
public record Journey(Instant created, Instant bridged, Instant stored, Instant received) {
    public Journey {
        requireNonNull(created, "created");
        requireNonNull(bridged, "bridged");
        requireNonNull(stored, "stored");
        requireNonNull(received, "received");
    }
}
