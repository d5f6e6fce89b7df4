package dev.jetcord.sandbox.rest;

import dev.jetcord.sandbox.http.ApiException;
import dev.jetcord.sandbox.http.Call;
import dev.jetcord.sandbox.http.Reply;
import dev.jetcord.sandbox.http.RouteLimit;
import dev.jetcord.sandbox.http.Routes;
import dev.jetcord.sandbox.interaction.Message;
import dev.jetcord.sandbox.interaction.MessageBody;
import dev.jetcord.sandbox.interaction.MessageStore;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Channel;
import dev.jetcord.sandbox.world.World;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Channels and the messages that the bot sends to them. Channel; Message, Create Message. */
public final class ChannelRoutes {

    /** As Discord's headers are seen to say. */
    private static final RouteLimit MESSAGE_LIMIT = RouteLimit.perSeconds(5, 5);

    private final World world;
    private final MessageStore messages;
    private final MessageForm form;
    private final InstantSource clock;

    /**
     * Routes over the world's channels.
     *
     * @param ids gives each attachment its id
     */
    public ChannelRoutes(World world, MessageStore messages, LongSupplier ids, InstantSource clock) {
        this.form = new MessageForm(ids);
        this.world = world;
        this.messages = messages;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.bot("GET", "/channels/{channel}", call -> Reply.ok(channel(call).toJson()));
        routes.bot("POST", "/channels/{channel}/messages", MESSAGE_LIMIT, this::send);
        routes.bot("GET", "/channels/{channel}/messages/{message}", this::get);
    }

    private Reply send(Call call) throws ApiException {
        Channel channel = channel(call);
        var fixed = Json.object().put("type", 0);
        fixed.set("author", world.bot().user().toJson());
        Message.Origin origin = new Message.Origin(channel.id(), channel.guild(), fixed::deepCopy);
        MessageBody body = MessageBody.read(form.message(call), "");
        return Reply.ok(messages.send(origin, body, clock.instant()).toJson());
    }

    private Reply get(Call call) throws ApiException {
        Channel channel = channel(call);
        return Reply.ok(messages.find(call.snowflake("message"))
                .filter(message -> message.origin().channel() == channel.id() && !message.ephemeral())
                .orElseThrow(ApiException::unknownMessage)
                .toJson());
    }

    private Channel channel(Call call) throws ApiException {
        return world.channel(call.snowflake("channel")).orElseThrow(ApiException::unknownChannel);
    }
}
