package dev.jetcord.sandbox.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.jetcord.sandbox.DiscordLimits;
import dev.jetcord.sandbox.json.Json;
import dev.jetcord.sandbox.world.Guild;
import dev.jetcord.sandbox.world.Member;
import dev.jetcord.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers op 8 with member chunks. Thread-safe. Gateway Events, Request Guild Members and Guild Members Chunk. */
final class MemberRequests {

    private final World world;
    private final InstantSource clock;
    private final Map<Long, Instant> lastOfGuild = new ConcurrentHashMap<>();

    MemberRequests(World world, InstantSource clock) {
        this.world = world;
        this.clock = clock;
    }

    void answer(JsonNode data, Session session) throws ProtocolException {
        JsonNode wanted = data.path("guild_id");
        OptionalLong guildId = Json.snowflake(wanted.isArray() && wanted.size() == 1 ? wanted.path(0) : wanted);
        boolean byQuery = data.path("query").isTextual();
        if (guildId.isEmpty()
                || (!byQuery && !data.has("user_ids"))
                || (byQuery && !data.path("limit").isInt())) {
            throw new ProtocolException(CloseCode.DECODE_ERROR);
        }
        long id = guildId.getAsLong();
        Guild guild =
                world.guild(id).filter(found -> session.shard().servesGuild(id)).orElse(null);
        if (guild == null) {
            send(session, id, data, List.of(), List.of(Json.id(id)));
        } else if (byQuery) {
            byQuery(data, session, guild);
        } else {
            byIds(data, session, guild);
        }
    }

    private void byQuery(JsonNode data, Session session, Guild guild) throws ProtocolException {
        String prefix = data.path("query").asText().toLowerCase(Locale.ROOT);
        int limit = data.path("limit").asInt();
        if (prefix.isEmpty() && limit == 0) {
            if (!session.hasIntent(Intent.GUILD_MEMBERS)) {
                throw new ProtocolException(CloseCode.DISALLOWED_INTENTS);
            }
            if (allowed(data, session, guild)) {
                send(session, guild.id(), data, List.copyOf(guild.members()), List.of());
            }
            return;
        }
        int most = limit > 0 ? Math.min(limit, DiscordLimits.REQUESTED_MEMBERS) : DiscordLimits.REQUESTED_MEMBERS;
        List<Member> found = guild.members().stream()
                .filter(member -> names(member)
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).startsWith(prefix)))
                .limit(most)
                .toList();
        send(session, guild.id(), data, found, List.of());
    }

    private void byIds(JsonNode data, Session session, Guild guild) {
        JsonNode ids = data.path("user_ids");
        List<Member> found = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        Stream<JsonNode> wanted = ids.isArray() ? ids.valueStream() : Stream.of(ids);
        wanted.limit(DiscordLimits.REQUESTED_MEMBERS).forEach(id -> {
            OptionalLong user = Json.snowflake(id);
            var member = user.isPresent() ? guild.member(user.getAsLong()) : Optional.<Member>empty();
            member.ifPresentOrElse(found::add, () -> unknown.add(id.asText()));
        });
        send(session, guild.id(), data, found, unknown);
    }

    /** All members of a guild may be asked for once in 30 s; more often gets RATE_LIMITED. Gateway Events, Rate Limited. */
    private boolean allowed(JsonNode data, Session session, Guild guild) {
        Instant now = clock.instant();
        Instant last = lastOfGuild.get(guild.id());
        if (last != null && now.isBefore(last.plus(DiscordLimits.ALL_MEMBERS_PERIOD))) {
            Duration wait = Duration.between(now, last.plus(DiscordLimits.ALL_MEMBERS_PERIOD));
            ObjectNode limited = Json.object()
                    .put("opcode", Opcode.REQUEST_GUILD_MEMBERS)
                    .put("retry_after", wait.toMillis() / 1000.0);
            limited.putObject("meta").put("guild_id", Json.id(guild.id())).put("nonce", nonce(data));
            session.reply("RATE_LIMITED", OptionalLong.empty(), limited);
            return false;
        }
        lastOfGuild.put(guild.id(), now);
        return true;
    }

    private static void send(Session session, long guild, JsonNode data, List<Member> members, List<String> unknown) {
        int chunks = Math.max(1, Math.ceilDiv(members.size(), DiscordLimits.CHUNK_MEMBERS));
        String nonce = nonce(data);
        boolean presences = data.path("presences").asBoolean(false) && session.hasIntent(Intent.GUILD_PRESENCES);
        for (int chunk = 0; chunk < chunks; chunk++) {
            int from = chunk * DiscordLimits.CHUNK_MEMBERS;
            List<Member> part = members.subList(from, Math.min(members.size(), from + DiscordLimits.CHUNK_MEMBERS));
            ObjectNode json = Json.object()
                    .put("guild_id", Json.id(guild))
                    .put("chunk_index", chunk)
                    .put("chunk_count", chunks);
            var list = json.putArray("members");
            part.forEach(member -> list.add(member.toJson()));
            if (!unknown.isEmpty()) {
                var ids = json.putArray("not_found");
                unknown.forEach(ids::add);
            }
            if (presences) {
                json.putArray("presences");
            }
            if (nonce != null) {
                json.put("nonce", nonce);
            }
            session.reply("GUILD_MEMBERS_CHUNK", OptionalLong.of(guild), json);
        }
    }

    /** A nonce that is too long is ignored. */
    private static @Nullable String nonce(JsonNode data) {
        String nonce = data.path("nonce").asText("");
        return nonce.isEmpty() || nonce.getBytes(UTF_8).length > DiscordLimits.NONCE_BYTES ? null : nonce;
    }

    private static Stream<String> names(Member member) {
        return Stream.concat(Stream.of(member.user().username()), member.nick().stream());
    }
}
