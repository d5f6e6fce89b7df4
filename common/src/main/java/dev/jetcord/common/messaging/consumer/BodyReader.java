package dev.jetcord.common.messaging.consumer;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.ObjectBucket;
import dev.jetcord.common.wire.DataReference;
import dev.jetcord.common.wire.Gzip;
import dev.jetcord.common.wire.Headers;
import dev.jetcord.common.wire.InvalidMessageException;
import java.io.IOException;
import java.util.Optional;

/**
 * Gets at a message's body as Discord sent it: out of the object store where the message only refers to it, and expanded
 * where it is compressed. Thread-safe; blocks for a body that is in the object store.
 */
final class BodyReader {
    private final Objects objects;

    BodyReader(Objects objects) {
        this.objects = requireNonNull(objects, "objects");
    }

    static BodyReader of(NatsConnection nats) {
        return new BodyReader(reference -> new ObjectBucket(nats, reference.bucket()).get(reference.object()));
    }

    /**
     * The message with its body in it.
     *
     * @throws InvalidMessageException when there is no such body, or it is not encoded as it says
     * @throws IOException when the object store does not answer
     */
    IncomingMessage read(IncomingMessage message) throws InvalidMessageException, IOException {
        if (!message.bodyIsEncoded()) {
            return message;
        }
        String reference = message.firstValue(Headers.DATA_REFERENCE);
        String encoding = message.firstValue(Headers.CONTENT_ENCODING);
        byte[] body = reference == null ? message.body() : referred(reference);
        if (encoding == null) {
            return message.withBody(body);
        }
        if (!encoding.equals(Gzip.ENCODING)) {
            throw new InvalidMessageException("header " + Headers.CONTENT_ENCODING + " names an unknown encoding");
        }
        return message.withBody(Gzip.expand(body, Gzip.LARGEST_EXPANDED));
    }

    private byte[] referred(String text) throws InvalidMessageException, IOException {
        DataReference reference;
        try {
            reference = DataReference.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidMessageException("header " + Headers.DATA_REFERENCE + " is malformed", malformed);
        }
        return objects.get(reference)
                .orElseThrow(() -> new InvalidMessageException(
                        "the body that header " + Headers.DATA_REFERENCE + " refers to is no longer there"));
    }

    /** Where large bodies are. */
    @FunctionalInterface
    interface Objects {
        Optional<byte[]> get(DataReference reference) throws IOException;
    }
}
