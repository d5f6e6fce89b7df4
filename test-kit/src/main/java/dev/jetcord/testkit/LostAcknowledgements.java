package dev.jetcord.testkit;

import dev.jetcord.common.messaging.consumer.BatchHandler;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Handles messages, and has the first deliveries of each come again as if the server had never heard of it. */
record LostAcknowledgements<T>(BatchHandler<T> handler, int times) implements BatchHandler<T> {
    private static final Outcome LOST =
            new Outcome.Retry("its acknowledgement was lost", Optional.of(Duration.ofMillis(10)));

    @Override
    public List<Outcome> handle(List<Received<T>> messages) throws Exception {
        List<Outcome> outcomes = new ArrayList<>(handler.handle(messages));
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).delivery().deliveryCount() <= times) {
                outcomes.set(i, LOST);
            }
        }
        return outcomes;
    }
}
