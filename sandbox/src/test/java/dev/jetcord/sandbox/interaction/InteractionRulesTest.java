package dev.jetcord.sandbox.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may follow what, without a server and without time passing. */
class InteractionRulesTest {

    private final Instant start = Instant.parse("2026-11-24T12:00:00Z");
    private final Instant soon = start.plusMillis(100);
    private final AtomicLong ids = new AtomicLong(100);
    private final Message.Origin place = new Message.Origin(1, OptionalLong.of(2), Json::object);

    private Interaction interaction(InteractionType type, boolean withMessage) {
        Optional<Message> source = withMessage
                ? Optional.of(new Message(
                        50,
                        place,
                        start,
                        new MessageBody("before", Json.array(), Json.array(), Json.array(), 0, false),
                        false))
                : Optional.empty();
        return new Interaction(
                new Interaction.Origin(10, "token", type, "/ping", start, place), source, ids::incrementAndGet);
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text.replace('\'', '"'));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "COMMAND, false, 4 5 9",
        "COMPONENT, true, 4 5 6 7 9",
        "AUTOCOMPLETE, false, 8",
        "MODAL_SUBMIT, true, 4 5 6 7",
        "MODAL_SUBMIT, false, 4 5",
    })
    void takesTheAnswersOfItsTypeOnly(InteractionType type, boolean withMessage, String allowed) {
        for (CallbackType callback : CallbackType.values()) {
            boolean expected = allowed.contains(Integer.toString(callback.code()));
            assertThat(type.allows(callback, withMessage)).as("%s", callback).isEqualTo(expected);
        }
    }

    @Test
    void staysOpenAfterAnInvalidResponse() throws ApiException {
        Interaction interaction = interaction(InteractionType.COMMAND, false);

        assertThatThrownBy(() -> interaction.respond(json("{'type':4,'data':{}}"), soon))
                .isInstanceOf(ApiException.class);

        assertThat(interaction.respond(json("{'type':4,'data':{'content':'x'}}"), soon))
                .isPresent();
        assertThat(interaction.state(soon)).isEqualTo(Interaction.State.ANSWERED);
    }

    @Test
    void isNotAnsweredByADeferredUpdateUntilSomethingChanges() throws ApiException {
        Interaction interaction = interaction(InteractionType.COMPONENT, true);
        interaction.respond(json("{'type':6}"), soon);
        assertThat(interaction.state(soon)).isEqualTo(Interaction.State.THINKING);

        Message edited = interaction.edit("@original", json("{'content':'after'}"), soon);

        assertThat(edited.id()).isEqualTo(50);
        assertThat(interaction.state(soon)).isEqualTo(Interaction.State.ANSWERED);
    }

    @Test
    void keepsWhatAnEditDoesNotName() throws ApiException {
        Interaction interaction = interaction(InteractionType.COMMAND, false);
        interaction.respond(json("{'type':4,'data':{'content':'x','flags':64,'embeds':[{'title':'t'}]}}"), soon);

        Message edited = interaction.edit("@original", json("{'content':null,'flags':0}"), soon);

        assertThat(edited.toJson().path("content").asText()).isEmpty();
        assertThat(edited.toJson().path("embeds")).hasSize(1);
        assertThat(edited.ephemeral()).isTrue();
    }

    @Test
    void opensNoModalAfterADeferral() throws ApiException {
        Interaction interaction = interaction(InteractionType.COMMAND, false);
        interaction.respond(json("{'type':5}"), soon);

        assertThatThrownBy(() -> interaction.respond(json("{'type':9,'data':{}}"), soon))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(40060));
    }

    @Test
    void takesAResponseAtThreeSecondsAndNoneAfter() {
        Instant late = start.plusMillis(3001);

        assertThat(interaction(InteractionType.COMMAND, false).state(start.plusSeconds(3)))
                .isEqualTo(Interaction.State.SENT);
        assertThat(interaction(InteractionType.COMMAND, false).state(late)).isEqualTo(Interaction.State.FAILED);
        assertThatThrownBy(() -> interaction(InteractionType.COMMAND, false).respond(json("{'type':5}"), late))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(10062));
    }

    @Test
    void hasNoFollowupsAfterChoices() throws ApiException {
        Interaction interaction = interaction(InteractionType.AUTOCOMPLETE, false);
        interaction.respond(json("{'type':8,'data':{'choices':[{'name':'a','value':'a'}]}}"), soon);

        assertThat(interaction.toView(soon).path("choices")).hasSize(1);
        assertThatThrownBy(() -> interaction.followUp(json("{'content':'x'}"), soon))
                .isInstanceOf(ApiException.class);
    }
}
