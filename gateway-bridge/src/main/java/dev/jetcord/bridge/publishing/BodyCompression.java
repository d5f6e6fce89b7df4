package dev.jetcord.bridge.publishing;

import dev.jetcord.bridge.frame.Body;
import dev.jetcord.common.wire.Gzip;

/** Compresses large bodies with gzip, which every language's standard library reads. */
public final class BodyCompression {
    private BodyCompression() {}

    /** The event as it goes out: compressed if it is large, and that makes it smaller. */
    public static OutgoingEvent apply(OutgoingEvent event) {
        if (event.body().size() <= Gzip.LARGEST_PLAIN) {
            return event;
        }
        byte[] compressed = Gzip.compress(event.body().bytes());
        return compressed.length < event.body().size() ? event.compressed(new Body(compressed)) : event;
    }
}
