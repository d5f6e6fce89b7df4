package dev.jetcord.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.fault.Faults;
import dev.jetcord.sandbox.gateway.CloseCode;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.observation.Counter;
import dev.jetcord.sandbox.world.DefaultWorld;
import discord4j.common.util.Snowflake;
import discord4j.core.DiscordClient;
import discord4j.core.DiscordClientBuilder;
import discord4j.core.GatewayDiscordClient;
import discord4j.core.event.domain.guild.GuildCreateEvent;
import discord4j.core.event.domain.interaction.ChatInputInteractionEvent;
import discord4j.core.event.domain.role.RoleCreateEvent;
import discord4j.core.spec.MessageCreateFields;
import discord4j.discordjson.json.ApplicationCommandRequest;
import discord4j.gateway.intent.Intent;
import discord4j.gateway.intent.IntentSet;
import discord4j.rest.request.DefaultRouter;
import discord4j.rest.request.RouterOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A bot on Discord4J, which knows nothing of the sandbox, logs in to it and does a bot's work. */
class BotLibraryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Set<Long> guilds = ConcurrentHashMap.newKeySet();
    private final Set<String> roles = ConcurrentHashMap.newKeySet();
    private SandboxDiscord discord;
    private GatewayDiscordClient bot;

    @BeforeEach
    void login() throws IOException {
        discord = SandboxDiscord.start(SandboxSettings.forTests());
        DiscordClient client = DiscordClientBuilder.create(discord.token())
                .build(usual -> new DefaultRouter(new RouterOptions(
                        usual.getToken(),
                        usual.getReactorResources(),
                        usual.getExchangeStrategies(),
                        usual.getResponseTransformers(),
                        usual.getGlobalRateLimiter(),
                        usual.getRequestQueueFactory(),
                        discord.apiUrl().toString())));
        GatewayDiscordClient connected = client.gateway()
                .setEnabledIntents(IntentSet.of(Intent.GUILDS))
                .withEventDispatcher(events -> events.on(GuildCreateEvent.class)
                        .doOnNext(event -> guilds.add(event.getGuild().getId().asLong())))
                .login()
                .block(PATIENCE);
        assertThat(connected).as("the bot has logged in").isNotNull();
        bot = connected;
        bot.on(RoleCreateEvent.class)
                .subscribe(event -> roles.add(event.getRole().getName()));
        bot.on(ChatInputInteractionEvent.class)
                .flatMap(event -> event.getCommandName().equals("file") ? replyWithFile(event) : deferAndReply(event))
                .subscribe();
    }

    @AfterEach
    void stop() {
        // A fatal code ends the bot. Its own logout can fail when the close frame comes back while it still closes.
        discord.gateway().close(OptionalInt.empty(), CloseCode.AUTHENTICATION_FAILED.code(), "");
        bot.onDisconnect().onErrorComplete().block(PATIENCE);
        discord.close();
    }

    private static Mono<?> deferAndReply(ChatInputInteractionEvent event) {
        return event.deferReply()
                .withEphemeral(true)
                .then(event.editReply("Hello " + event.getUser().getUsername()));
    }

    private static Mono<?> replyWithFile(ChatInputInteractionEvent event) {
        return event.reply("With a file")
                .withFiles(MessageCreateFields.File.of("notes.txt", new ByteArrayInputStream(new byte[1234])));
    }

    private void registerCommands() {
        bot.getRestClient()
                .getApplicationService()
                .bulkOverwriteGlobalApplicationCommand(
                        discord.applicationId(), List.of(command("hello"), command("file")))
                .collectList()
                .block(PATIENCE);
    }

    private static ApplicationCommandRequest command(String name) {
        return ApplicationCommandRequest.builder()
                .name(name)
                .description("Says hello")
                .build();
    }

    private ObjectNode seenOf(String text) throws ApiException, InterruptedException {
        Interaction interaction = discord.type(text);
        return discord.await(interaction, PATIENCE);
    }

    @Test
    void seesTheGuildsAndTheirMembers() {
        await().untilAsserted(() ->
                assertThat(guilds).containsExactlyInAnyOrder(DefaultWorld.HARBOUR, DefaultWorld.LIGHTHOUSE));

        assertThat(bot.getGuildById(Snowflake.of(DefaultWorld.HARBOUR))
                        .flatMapMany(guild -> guild.requestMembers(Set.of(guild.getOwnerId())))
                        .map(member -> member.getUsername())
                        .collectList()
                        .block(PATIENCE))
                .containsExactly("ada");
    }

    @Test
    void answersASlashCommandAfterADeferral() throws Exception {
        registerCommands();

        ObjectNode seen = seenOf("/hello");

        assertThat(seen.path("state").asText()).isEqualTo("answered");
        assertThat(seen.path("ephemeral").asBoolean()).isTrue();
        assertThat(seen.at("/messages/0/content").asText()).isEqualTo("Hello ada");
        assertThat(seen.path("rejected")).isEmpty();
    }

    @Test
    void resumesWhenItsConnectionBreaksAndMissesNothing() throws Exception {
        registerCommands();
        var harbour = discord.world().guild(DefaultWorld.HARBOUR).orElseThrow();
        discord.setFaults(Faults.read(Json.object().put("gateway_refuse", true)));

        assertThat(discord.gateway().cut(OptionalInt.empty())).isEqualTo(1);
        await().until(() -> discord.gateway().connectedSessions() == 0);
        discord.world().createRole(harbour, "made while nobody listened", 0);
        discord.setFaults(Faults.NONE);

        await().atMost(PATIENCE).until(() -> roles.contains("made while nobody listened"));
        assertThat(discord.statistics().value(Counter.RESUMES)).isEqualTo(1);
        assertThat(discord.statistics().value(Counter.IDENTIFIES)).isEqualTo(1);
        assertThat(seenOf("/hello").path("state").asText()).isEqualTo("answered");
    }

    @Test
    void resumesWhenItIsToldToReconnect() throws Exception {
        registerCommands();

        assertThat(discord.gateway().reconnect(OptionalInt.empty())).isEqualTo(1);

        await().atMost(PATIENCE).until(() -> discord.statistics().value(Counter.RESUMES) == 1);
        assertThat(discord.statistics().value(Counter.IDENTIFIES)).isEqualTo(1);
        assertThat(seenOf("/hello").path("state").asText()).isEqualTo("answered");
    }

    @Test
    void answersWithAFile() throws Exception {
        registerCommands();

        ObjectNode seen = seenOf("/file");

        assertThat(seen.path("rejected")).isEmpty();
        assertThat(seen.at("/messages/0/content").asText()).isEqualTo("With a file");
        assertThat(seen.at("/messages/0/attachments/0/filename").asText()).isEqualTo("notes.txt");
        assertThat(seen.at("/messages/0/attachments/0/size").asInt()).isEqualTo(1234);
    }
}
