package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import org.junit.jupiter.api.Test;

/** Buttons and modals. */
class ComponentTest extends BotTest {

    @Test
    void updatesTheMessageWhoseButtonWasPressed() throws Exception {
        Interaction first = discord.type("/ping");
        rest.callback(received(), """
                {"type":4,"data":{"content":"press","components":[{"type":1,"components":[
                  {"type":2,"style":1,"label":"Go","custom_id":"go:1"}]}]}}""");

        Interaction press = discord.act(Json.object()
                .put("type", "component")
                .put("interaction", Json.id(first.origin().id()))
                .put("custom_id", "go:1"));
        JsonNode received = received();
        assertThat(received.path("type").asInt()).isEqualTo(3);
        assertThat(received.path("message").path("content").asText()).isEqualTo("press");
        rest.callback(received, "{\"type\":7,\"data\":{\"content\":\"pressed\",\"components\":[]}}");

        assertThat(seen(press).path("state").asText()).isEqualTo("answered");
        assertThat(seen(first).path("messages").path(0).path("content").asText())
                .isEqualTo("pressed");
    }

    @Test
    void opensAModalAndSubmitsIt() throws Exception {
        Interaction opener = discord.type("/ping");
        rest.callback(received(), """
                {"type":9,"data":{"custom_id":"form:1","title":"Form","components":[{"type":1,"components":[
                  {"type":4,"style":1,"label":"Name","custom_id":"name"}]}]}}""");
        ObjectNode submit = Json.object()
                .put("type", "modal")
                .put("interaction", Json.id(opener.origin().id()));
        submit.putObject("values").put("name", "Ada");

        discord.act(submit);

        JsonNode received = received();
        assertThat(received.path("type").asInt()).isEqualTo(5);
        assertThat(received.at("/data/components/0/components/0/value").asText())
                .isEqualTo("Ada");
        assertThat(rest.callback(received, "{\"type\":9,\"data\":{}}").code()).isEqualTo(50035);
        assertThat(rest.callback(received, HELLO).status()).isEqualTo(204);
    }
}
