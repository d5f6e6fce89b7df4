package dev.jetcord.common.messaging.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A delivery that no server made, and what was said of it. */
final class RecordedDelivery implements Acknowledger {
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final Delivered delivered;

    RecordedDelivery(long sequence, long deliveryCount, Map<String, String> headers, byte[] body) {
        this("events.state.guild_create.p00", sequence, deliveryCount, headers, body);
    }

    RecordedDelivery(String subject, long sequence, long deliveryCount, Map<String, String> headers, byte[] body) {
        Delivery delivery = new Delivery("EVENTS", sequence, deliveryCount, Instant.EPOCH, Instant.EPOCH);
        this.delivered =
                new Delivered(IncomingMessage.of(subject, headers, body, delivery), new MessageSettlement(this));
    }

    static RecordedDelivery first(long sequence) {
        return new RecordedDelivery(sequence, 1, Map.of(), new byte[10]);
    }

    Delivered delivered() {
        return delivered;
    }

    long sequence() {
        return delivered.message().delivery().streamSequence();
    }

    List<String> said() {
        return List.copyOf(said);
    }

    /** What ended it; in-progress signals do not. */
    List<String> settlements() {
        return said.stream().filter(word -> !word.equals("in progress")).toList();
    }

    @Override
    public void ack() {
        said.add("ack");
    }

    @Override
    public void nak(Duration delay) {
        said.add("nak " + delay);
    }

    @Override
    public void term(String reason) {
        said.add("term");
    }

    @Override
    public void inProgress() {
        said.add("in progress");
    }
}
