package dev.jetcord.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.command.Command;
import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.interaction.Interaction;
import dev.jetcord.sandbox.interaction.InteractionStore;
import dev.jetcord.sandbox.interaction.Place;
import dev.jetcord.sandbox.interaction.UserDesk;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Channel;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.User;
import dev.jetcord.sandbox.world.World;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what a control request wants a user to do, and lets the user do it. Thread-safe. */
public final class UserRequests {

    private final World world;
    private final UserDesk desk;
    private final InteractionStore interactions;
    private final InstantSource clock;

    public UserRequests(World world, UserDesk desk, InteractionStore interactions, InstantSource clock) {
        this.world = world;
        this.desk = desk;
        this.interactions = interactions;
        this.clock = clock;
    }

    /**
     * Acts as a user.
     *
     * @param body as the control API documents it
     * @throws ApiException with the text that a Discord client would show
     */
    public Interaction act(ObjectNode body) throws ApiException {
        String text = body.path("text").asText("");
        return switch (body.path("type").asText("command")) {
            case "command" -> desk.type(place(body), text, false, "");
            case "autocomplete" ->
                desk.type(place(body), text, true, body.path("focused").asText(""));
            case "user" ->
                desk.menu(place(body), Command.USER, text, body.path("target").asText());
            case "message" ->
                desk.menu(
                        place(body), Command.MESSAGE, text, body.path("target").asText());
            case "component" -> component(body);
            case "modal" -> desk.modal(place(body), Json.snowflake(body.path("interaction")), body.path("values"));
            default -> throw Refusals.badRequest("type is command, autocomplete, user, message, component or modal");
        };
    }

    /** A message is named itself, or by the interaction whose last message it is. */
    private Interaction component(ObjectNode body) throws ApiException {
        OptionalLong message = Json.snowflake(body.path("message"));
        OptionalLong interaction = Json.snowflake(body.path("interaction"));
        if (message.isEmpty() && interaction.isPresent()) {
            message = interactions
                    .byId(interaction.getAsLong())
                    .map(found -> found.toView(clock.instant()).path("messages"))
                    .map(list -> Json.snowflake(list.path(list.size() - 1).path("id")))
                    .orElseThrow(ApiException::unknownInteraction);
        }
        return desk.component(
                place(body),
                message,
                body.path("custom_id").asText(body.path("text").asText("")),
                body.path("values"));
    }

    /**
     * The first person of a guild types a slash command.
     *
     * @throws ApiException with the text that a Discord client would show
     */
    public Interaction type(Guild guild, String text) throws ApiException {
        return desk.type(place(guild, "", ""), text, false, "");
    }

    /** In the first guild, as its first member who is no bot, unless the body says otherwise; {@code guild} "dm" is a direct message. */
    private Place place(ObjectNode body) throws ApiException {
        String wantedUser = body.path("user").asText("");
        if (body.path("guild").asText("").equals("dm")) {
            User user = world.guilds().stream()
                    .flatMap(guild -> guild.members().stream())
                    .map(Member::user)
                    .filter(there -> matches(there, wantedUser))
                    .findFirst()
                    .orElseThrow(ApiException::unknownUser);
            return new Place(user, Optional.empty(), Optional.empty(), world.directChannel(user));
        }
        OptionalLong guildId = Json.snowflake(body.path("guild"));
        Optional<Guild> found = guildId.isPresent()
                ? world.guild(guildId.getAsLong())
                : world.guilds().stream().findFirst();
        Guild guild = found.orElseThrow(ApiException::unknownGuild);
        return place(guild, wantedUser, body.path("channel").asText(""));
    }

    private static Place place(Guild guild, String wantedUser, String wantedChannel) throws ApiException {
        Member member = guild.members().stream()
                .filter(there -> matches(there.user(), wantedUser))
                .findFirst()
                .orElseThrow(() ->
                        new ApiException(404, 10007, "No member '%s' in %s.".formatted(wantedUser, guild.name())));
        Channel channel = guild.channels().stream()
                .filter(there -> wantedChannel.isEmpty()
                        || there.name().equals(wantedChannel)
                        || Json.id(there.id()).equals(wantedChannel))
                .findFirst()
                .orElseThrow(ApiException::unknownChannel);
        return new Place(member.user(), Optional.of(guild), Optional.of(member), channel);
    }

    private static boolean matches(User user, String wanted) {
        return !user.bot()
                && (wanted.isEmpty()
                        || user.username().equalsIgnoreCase(wanted)
                        || Json.id(user.id()).equals(wanted));
    }
}
