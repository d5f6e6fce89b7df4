package dev.jetcord.bridge.publishing;

import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import java.util.function.Consumer;

/** Hears, on core NATS, which interactions have got their first response. */
public final class Acknowledgements {
    private Acknowledgements() {}

    /**
     * Begins to hear, for as long as the connection lives.
     *
     * @param listener told on a thread of the client's; must not block
     */
    public static void listen(NatsConnection nats, Consumer<Snowflake> listener) {
        nats.connection()
                .createDispatcher(message -> {
                    String subject = message.getSubject();
                    try {
                        listener.accept(Snowflake.parse(subject.substring(subject.lastIndexOf('.') + 1)));
                    } catch (IllegalArgumentException noInteraction) {
                        // Whoever may publish here said something else; it concerns no interaction of ours.
                        return;
                    }
                })
                .subscribe(Subjects.ALL_ACKNOWLEDGED);
    }
}
