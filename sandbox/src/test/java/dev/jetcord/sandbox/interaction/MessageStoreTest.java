package dev.jetcord.sandbox.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageStoreTest {
    private final AtomicLong ids = new AtomicLong();
    private final MessageStore messages = new MessageStore(dispatch -> {}, ids::incrementAndGet);

    @Test
    void forgetsTheOldestBeyondWhatItKeeps() throws Exception {
        Message first = send();
        Message second = send();
        for (int count = 2; count < DiscordLimits.MESSAGES_KEPT; count++) {
            send();
        }
        assertThat(messages.find(first.id())).isPresent();

        send();

        assertThat(messages.find(first.id())).isEmpty();
        assertThat(messages.find(second.id())).isPresent();
    }

    @Test
    void aDeletedMessageMakesRoom() throws Exception {
        Message first = send();
        for (int count = 1; count < DiscordLimits.MESSAGES_KEPT; count++) {
            send();
        }
        Message last = send();
        messages.deleted(last);

        assertThat(messages.find(last.id())).isEmpty();
        assertThat(messages.find(first.id())).isEmpty();
        Message oldest = messages.find(first.id() + 1).orElseThrow();
        send();
        assertThat(messages.find(oldest.id())).isPresent();
    }

    private Message send() throws Exception {
        return messages.send(
                new Message.Origin(1, OptionalLong.of(2), Json::object),
                MessageBody.read(Json.object().put("content", "hello"), ""),
                Instant.EPOCH);
    }
}
