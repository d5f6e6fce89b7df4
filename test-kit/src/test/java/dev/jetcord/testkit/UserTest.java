package dev.jetcord.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.jetcord.common.interaction.Interaction;
import dev.jetcord.common.interaction.InteractionDecoder;
import dev.jetcord.common.interaction.InteractionFailureReporter;
import dev.jetcord.common.interaction.InteractionResponder;
import dev.jetcord.common.interaction.Reply;
import dev.jetcord.common.messaging.Topology;
import dev.jetcord.common.messaging.consumer.Outcome;
import dev.jetcord.common.messaging.consumer.Received;
import dev.jetcord.sandbox.json.Json;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users see of a worker. */
class UserTest {
    private TestDiscord discord;
    private TestConsumer<Interaction> consumer;

    @BeforeEach
    void start() throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        InteractionDecoder decoder = new InteractionDecoder(json);
        discord = TestDiscord.start(new SimpleMeterRegistry());
        InteractionFailureReporter reporter =
                new InteractionFailureReporter(discord.interactions(), json, interaction -> {});
        consumer = TestWorker.of(Topology.COMMAND_WORKER, (envelope, body) -> decoder.decode(body), this::answer)
                .with(settings -> settings.unordered())
                .telling((body, failure) -> reporter.report(body, true, failure.reference()))
                .start();
        for (String name : new String[] {"greet", "think", "fail"}) {
            discord.register(Json.object().put("type", 1).put("name", name).put("description", "Does it"));
        }
        discord.connect(consumer.server());
    }

    @AfterEach
    void stop() {
        consumer.close();
        discord.close();
    }

    private Outcome answer(Received<Interaction> message) throws Exception {
        InteractionResponder user = new InteractionResponder(discord.interactions(), message.payload(), () -> {});
        switch (message.payload().route()) {
            case "greet" -> user.reply(Reply.text("Hello!"));
            case "think" -> {
                user.defer(true);
                user.reply(Reply.text("42"));
            }
            default -> throw new IOException("the database is out of reach");
        }
        return Outcome.done();
    }

    @Test
    void showsAnAnswerToAll() throws Exception {
        Seen seen = discord.type("/greet").awaitAnswer();

        assertThat(seen.content()).isEqualTo("Hello!");
        assertThat(seen.ephemeral()).isFalse();
        assertThat(seen.deferred()).isFalse();
        assertThat(seen.message().edited()).isFalse();
        assertThat(consumer.await(1).end()).isEqualTo(Fate.End.DONE);
    }

    @Test
    void showsAnAnswerThatWasDeferred() throws Exception {
        Seen seen = discord.type("/think").awaitAnswer();

        assertThat(seen.content()).isEqualTo("42");
        assertThat(seen.ephemeral()).isTrue();
        assertThat(seen.deferred()).isTrue();
        assertThat(seen.rejections()).isEmpty();
    }

    @Test
    void showsTheReferenceOfAFailureToTheUserAlone() throws Exception {
        Seen seen = discord.type("/fail").awaitAnswer();

        String reference = consumer.await(1).deadLetter().orElseThrow().reference();
        assertThat(seen.content()).contains(reference);
        assertThat(seen.ephemeral()).isTrue();
    }
}
