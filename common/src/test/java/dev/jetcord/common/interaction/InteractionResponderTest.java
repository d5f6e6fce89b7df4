package dev.jetcord.common.interaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.common.config.Secret;
import dev.jetcord.common.config.Settings;
import dev.jetcord.common.discord.DiscordConfiguration;
import dev.jetcord.common.discord.DiscordRest;
import dev.jetcord.common.discord.InteractionReference;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.testing.TestEnvironment;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user of a local Discord sees, over real sockets. */
class InteractionResponderTest {
    private static final ModalForm FORM =
            new ModalForm("form", "Feedback", List.of(new ModalForm.Input("text", "What is it about?", true, true)));

    private final AtomicReference<Instant> discordTime = new AtomicReference<>(Instant.now());
    private SandboxDiscord sandbox;
    private DiscordRest discord;

    @BeforeEach
    void start() throws Exception {
        sandbox = SandboxDiscord.start(SandboxSettings.forTests().withClock(discordTime::get));
        ObjectNode command = Json.object().put("name", "ping").put("description", "Answers");
        command.putArray("options")
                .addObject()
                .put("type", 3)
                .put("name", "text")
                .put("description", "Text")
                .put("autocomplete", true);
        sandbox.commands().upsert(OptionalLong.empty(), command);
        discord = new DiscordRest(
                Settings.load(TestEnvironment.of(sandbox), DiscordConfiguration::from),
                new SimpleMeterRegistry(),
                InstantSource.system(),
                RandomGenerator.getDefault());
    }

    @AfterEach
    void stop() {
        discord.close();
        sandbox.close();
    }

    @Test
    void answersAtOnce() throws Exception {
        Interaction interaction = sandbox.type("/ping");

        assertThat(responder(interaction).reply(Reply.text("Pong"))).isEqualTo(Told.SHOWN);

        assertThat(messages(interaction)).containsExactly("Pong");
        assertThat(view(interaction).path("ephemeral").asBoolean()).isFalse();
    }

    @Test
    void fillsADeferral() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        InteractionResponder responder = responder(interaction);

        responder.defer(true);
        assertThat(view(interaction).path("state").asText()).isEqualTo("thinking");
        responder.reply(Reply.text("Pong"));

        assertThat(messages(interaction)).containsExactly("Pong");
        assertThat(view(interaction).path("messages").path(0).path("ephemeral").asBoolean())
                .isTrue();
    }

    @Test
    void goesOnByEditingWhenSomebodyElseHasDeferred() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        responder(interaction).defer(false);

        InteractionResponder late = responder(interaction);
        assertThat(late.reply(Reply.text("Pong"))).isEqualTo(Told.SHOWN);

        assertThat(messages(interaction)).containsExactly("Pong");
    }

    @Test
    void doesNotSayTwiceWhatAnEarlierDeliveryHasSaid() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        responder(interaction).reply(Reply.text("Pong"));

        responder(interaction).reply(Reply.text("Pong"));

        assertThat(messages(interaction)).containsExactly("Pong");
    }

    @Test
    void replacesAnEarlierAnswerThatItsOwnDeferralFound() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        responder(interaction).error("Something went wrong");
        InteractionResponder replayed = responder(interaction);

        replayed.defer(false);
        replayed.reply(Reply.text("Here it is"));

        assertThat(messages(interaction)).containsExactly("Here it is");
    }

    @Test
    void showsAnErrorOnlyToTheUserAsFirstResponse() throws Exception {
        Interaction interaction = sandbox.type("/ping");

        responder(interaction).error("Sorry");

        assertOnlyTheUserSees(interaction, "Sorry");
    }

    @Test
    void showsAnErrorInPlaceOfAnEphemeralDeferral() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        InteractionResponder responder = responder(interaction);
        responder.defer(true);

        responder.error("Sorry");

        assertOnlyTheUserSees(interaction, "Sorry");
    }

    @Test
    void takesAwayAPublicDeferralBeforeAnError() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        responder(interaction).defer(false);

        // A responder that has to find out by itself how things stand.
        responder(interaction).error("Sorry");

        assertOnlyTheUserSees(interaction, "Sorry");
    }

    @Test
    void leavesEverybodysMessageAloneWhenAComponentFails() throws Exception {
        Interaction pressed = press();
        InteractionResponder responder = responder(pressed, source(pressed), false);
        responder.deferUpdate();

        responder(pressed, source(pressed), false).error("Sorry");

        assertThat(messages(pressed)).contains("Sorry");
        assertThat(messages(pressed)).doesNotContain("Press").hasSize(1);
    }

    @Test
    void changesTheMessageOfAComponent() throws Exception {
        Interaction pressed = press();
        InteractionResponder responder = responder(pressed, source(pressed), false);

        assertThat(responder.update(Reply.text("Pressed"))).isEqualTo(Told.SHOWN);

        assertThat(responder.stage()).isEqualTo(Stage.UPDATED);
        assertThat(view(pressed).path("state").asText()).isEqualTo("answered");
    }

    @Test
    void suggestsChoicesAndNothingWhenThatFails() throws Exception {
        Interaction typed =
                sandbox.act(Json.object().put("type", "autocomplete").put("text", "/ping text:a"));
        Interaction failing =
                sandbox.act(Json.object().put("type", "autocomplete").put("text", "/ping text:a"));

        responder(typed, Optional.empty(), true).choices(List.of(new Choice("Apple", "apple")));
        Told told = responder(failing, Optional.empty(), true).error("Sorry");

        assertThat(view(typed).path("choices").path(0).path("name").asText()).isEqualTo("Apple");
        assertThat(told).isEqualTo(Told.NO_PLACE);
        assertThat(view(failing).path("choices").size()).isZero();
    }

    @Test
    void opensAForm() throws Exception {
        Interaction interaction = sandbox.type("/ping");

        assertThat(responder(interaction).modal(FORM)).isEqualTo(Told.SHOWN);

        assertThat(view(interaction).path("modal").path("title").asText()).isEqualTo("Feedback");
    }

    @Test
    void saysNothingMoreWhenAnEarlierDeliveryHasOpenedTheForm() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        responder(interaction).modal(FORM);

        InteractionResponder again = responder(interaction);

        assertThat(again.modal(FORM)).isEqualTo(Told.SHOWN);
        assertThat(again.stage()).isEqualTo(Stage.MODAL);
        assertThat(messages(interaction)).isEmpty();
    }

    @Test
    void saysNothingMoreWhenARescueHasToldTheUserToTryAgain() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        responder(interaction).error("Try again in a moment");

        assertThat(responder(interaction).modal(FORM)).isEqualTo(Told.SHOWN);

        assertThat(messages(interaction)).containsExactly("Try again in a moment");
    }

    @Test
    void saysThatAFormCameTooLateWhenSomebodyElseHasDeferred() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        responder(interaction).defer(true);

        assertThat(responder(interaction).modal(FORM)).isEqualTo(Told.SHOWN);

        assertOnlyTheUserSees(interaction, "That took a moment too long. Please try again.");
    }

    @Test
    void knowsWhenNobodyWasInTime() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        discordTime.updateAndGet(now -> now.plusSeconds(4));

        InteractionResponder responder = responder(interaction);

        assertThat(responder.reply(Reply.text("Pong"))).isEqualTo(Told.TOO_LATE);
        assertThat(responder.stage()).isEqualTo(Stage.TOO_LATE);
        assertThat(responder.error("Sorry")).isEqualTo(Told.TOO_LATE);
    }

    @Test
    void tellsOfAFailureWithNoMoreThanTheRawBody() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        ObjectNode body = Json.object()
                .put("id", Long.toUnsignedString(interaction.origin().id()))
                .put("application_id", Long.toUnsignedString(sandbox.applicationId()))
                .put("token", interaction.origin().token())
                .put("type", 77);

        new InteractionFailureReporter(
                        discord.interactions(), JsonMapper.builder().build(), answered -> {})
                .report(body.toString().getBytes(UTF_8), false, "abc123");

        assertOnlyTheUserSees(interaction, "Something went wrong on our side.\nReference: `abc123`");
    }

    private Interaction press() throws Exception {
        Interaction interaction = sandbox.type("/ping");
        responder(interaction).reply(Reply.text("Press").with(new Button("ping:1", "Again", true)));
        return sandbox.act(Json.object()
                .put("type", "component")
                .put("interaction", Long.toUnsignedString(interaction.origin().id()))
                .put("custom_id", "ping:1"));
    }

    private static Optional<Snowflake> source(Interaction pressed) {
        return Optional.of(Snowflake.parse(pressed.origin()
                .message()
                .fixed()
                .get()
                .path("interaction_metadata")
                .path("interacted_message_id")
                .asText()));
    }

    private InteractionResponder responder(Interaction interaction) {
        return responder(interaction, Optional.empty(), false);
    }

    private InteractionResponder responder(Interaction interaction, Optional<Snowflake> source, boolean autocomplete) {
        InteractionReference reference = new InteractionReference(
                new Snowflake(interaction.origin().id()),
                new Snowflake(sandbox.applicationId()),
                new Secret(interaction.origin().token()));
        return new InteractionResponder(discord.interactions(), reference, source, autocomplete, () -> {});
    }

    private ObjectNode view(Interaction interaction) throws InterruptedException {
        return sandbox.await(interaction, Duration.ofMillis(1));
    }

    private List<String> messages(Interaction interaction) throws InterruptedException {
        return StreamSupport.stream(view(interaction).path("messages").spliterator(), false)
                .filter(message -> !message.path("deleted").asBoolean())
                .map(message -> message.path("content").asText())
                .toList();
    }

    private void assertOnlyTheUserSees(Interaction interaction, String text) throws InterruptedException {
        List<JsonNode> shown = StreamSupport.stream(
                        view(interaction).path("messages").spliterator(), false)
                .filter(message -> !message.path("deleted").asBoolean())
                .toList();
        assertThat(shown).hasSize(1);
        assertThat(shown.getFirst().path("content").asText()).isEqualTo(text);
        assertThat(shown.getFirst().path("ephemeral").asBoolean()).isTrue();
    }
}
