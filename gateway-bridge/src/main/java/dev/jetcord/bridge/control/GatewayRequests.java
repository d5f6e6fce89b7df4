package dev.jetcord.bridge.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.bridge.session.Command;
import dev.jetcord.bridge.session.Intents;
import dev.jetcord.bridge.session.ShardAction.Answer.Verdict;
import dev.jetcord.bridge.shard.Shard;
import dev.jetcord.bridge.shard.ShardFleet;
import dev.jetcord.common.messaging.KeyValueBucket;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What any worker may ask of the bridges by a NATS request. A shard's request is answered by the bridge that runs it, and
 * by nobody while none does. Thread-safe.
 */
public final class GatewayRequests {
    private static final int SHARD_SHIFT = 22;
    private static final int NONCE_BYTES = 32;
    private static final long ANSWER_SECONDS = 5;

    private final String bridge;
    private final int count;
    private final Intents intents;
    private final ShardFleet fleet;
    private final KeyValueBucket shards;
    private final InstantSource clock;

    /**
     * Answers nothing yet.
     *
     * @param count how many shards the bot has
     * @param intents of every session
     * @param shards where what holds for the whole bot is kept
     */
    public GatewayRequests(
            String bridge, int count, Intents intents, ShardFleet fleet, KeyValueBucket shards, InstantSource clock) {
        this.bridge = bridge;
        this.count = count;
        this.intents = intents;
        this.fleet = fleet;
        this.shards = shards;
        this.clock = clock;
    }

    /** Begins to answer. */
    public void serve(RequestListener listener) {
        listener.serve(
                Subjects.GATEWAY_SHARDS, body -> Optional.of(Asked.shards(bridge, fleet.statuses(), clock.instant())));
        listener.serve(Subjects.GATEWAY_MEMBERS, body -> read(body, this::members));
        listener.serve(Subjects.GATEWAY_PRESENCE, body -> read(body, this::presence));
        listener.serve(Subjects.GATEWAY_EVENTS, body -> read(body, this::events));
    }

    private static Optional<byte[]> read(byte[] body, Request request) {
        try {
            JsonNode json = Asked.JSON.readTree(body);
            return json instanceof ObjectNode object
                    ? request.answer(object)
                    : Optional.of(Asked.error("the request must be a JSON object"));
        } catch (IOException malformed) {
            return Optional.of(Asked.error("the request must be a JSON object"));
        } catch (IllegalArgumentException refused) {
            return Optional.of(Asked.error(String.valueOf(refused.getMessage())));
        }
    }

    /** Opcode 8; the chunks come as events and carry the nonce (Discord, "Request Guild Members"). */
    private Optional<byte[]> members(ObjectNode request) {
        Snowflake guild = Snowflake.parse(request.path("guild_id").asText());
        if (request.path("nonce").asText("").getBytes(UTF_8).length > NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has at most " + NONCE_BYTES + " bytes");
        }
        if (!request.has("query") && !request.has("user_ids")) {
            throw new IllegalArgumentException("a request for members needs query (with limit) or user_ids");
        }
        boolean all = request.path("query").asText().isEmpty()
                && !request.has("user_ids")
                && request.path("limit").asInt() == 0;
        if (all && !intents.selected().contains(Intents.Intent.GUILD_MEMBERS)) {
            // Discord would end the session for good.
            throw new IllegalArgumentException(
                    "all members of a guild may be asked for only with the intent GUILD_MEMBERS: switch it on in Discord's"
                            + " developer portal and add it to DISCORD_INTENTS");
        }
        // Discord, "Sharding".
        int shard = (int) Long.remainderUnsigned(guild.value() >>> SHARD_SHIFT, count);
        return fleet.shard(shard).map(holder -> send(holder, Command.requestGuildMembers(request.toString())));
    }

    private Optional<byte[]> presence(ObjectNode request) {
        var _ = Command.updatePresence(request.toString());
        return keep(PresenceKeeper.KEY, request);
    }

    private Optional<byte[]> events(ObjectNode request) {
        var _ = EventFilter.Lists.read(request);
        return keep(EventFilter.KEY, request);
    }

    /** What holds for the whole bot is kept in NATS: every bridge takes it up, and every later one too. */
    private Optional<byte[]> keep(String key, ObjectNode value) {
        try {
            shards.put(key, value.toString().getBytes(UTF_8));
            return Optional.of(Asked.accepted());
        } catch (IOException unanswered) {
            return Optional.of(Asked.error("it could not be stored; try again"));
        }
    }

    private static byte[] send(Shard shard, Command command) {
        try {
            Verdict verdict = shard.request(command).get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return switch (verdict) {
                case SENT -> Asked.accepted();
                case NOT_CONNECTED -> Asked.error("shard " + shard.id() + " has no session just now; try again");
                case RATE_LIMITED ->
                    Asked.error("shard " + shard.id() + " may not send more within this minute; try again later");
            };
        } catch (ExecutionException | TimeoutException silent) {
            return Asked.error("shard " + shard.id() + " did not answer; try again");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Asked.error("the bridge is stopping; try again");
        }
    }

    @FunctionalInterface
    private interface Request {
        Optional<byte[]> answer(ObjectNode request);
    }
}
