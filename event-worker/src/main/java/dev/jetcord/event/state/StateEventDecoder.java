package dev.jetcord.event.state;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.jetcord.common.messaging.consumer.Decoder;
import dev.jetcord.common.wire.EventEnvelope;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.event.state.StateEvent.GuildAppeared;
import dev.jetcord.event.state.StateEvent.GuildChanged;
import dev.jetcord.event.state.StateEvent.GuildLeft;
import dev.jetcord.event.state.StateEvent.GuildUnavailable;
import dev.jetcord.event.state.StateEvent.MemberCame;
import dev.jetcord.event.state.StateEvent.MemberChanged;
import dev.jetcord.event.state.StateEvent.MemberWent;
import dev.jetcord.event.state.StateEvent.MembersListed;
import dev.jetcord.event.state.StateEvent.Other;
import dev.jetcord.event.state.StateEvent.RoleChanged;
import dev.jetcord.event.state.StateEvent.RoleDeleted;
import dev.jetcord.event.state.StateEvent.SessionBegan;
import dev.jetcord.event.state.StateEvent.SessionLost;
import java.io.IOException;
import java.util.HashSet;

/** Reads what the directory needs out of an event's body as it streams by. Thread-safe. */
public final class StateEventDecoder implements Decoder<StateEvent> {
    private static final String SESSION_LOST_TYPE = "dev.jetcord.session_lost.v1";
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public StateEvent decode(EventEnvelope envelope, byte[] body) throws InvalidMessageException {
        String event = envelope.type().equals(SESSION_LOST_TYPE)
                ? "SESSION_LOST"
                : envelope.discordEvent()
                        .orElseThrow(() -> new InvalidMessageException("header ce-type names no event of the gateway"));
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            return decode(event, envelope, json);
        } catch (JsonProcessingException notJson) {
            // Jackson's own message shows what stood there.
            throw new InvalidMessageException("the body of " + event + " is no JSON");
        } catch (IOException | IllegalArgumentException incomplete) {
            throw new InvalidMessageException(
                    "the body of " + event + " is not as documented: " + incomplete.getMessage());
        }
    }

    private static StateEvent decode(String event, EventEnvelope envelope, JsonParser json) throws IOException {
        return switch (event) {
            case "READY" -> {
                Draft ready = Draft.readSession(json);
                yield new SessionBegan(ShardKey.parse(envelope.source()), ready.userId(), new HashSet<>(ready.ids()));
            }
            case "SESSION_LOST" -> new SessionLost(ShardKey.parse(envelope.source()));
            case "GUILD_CREATE" -> appeared(Draft.readGuild(json));
            case "GUILD_UPDATE" -> {
                Draft guild = Draft.readGuild(json);
                yield new GuildChanged(guild.id(), guild.name(), guild.ownerId(), guild.roles());
            }
            case "GUILD_DELETE" -> {
                Draft guild = Draft.read(json);
                yield guild.unavailable() ? new GuildUnavailable(guild.id()) : new GuildLeft(guild.id());
            }
            case "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE" -> {
                Draft changed = Draft.read(json);
                yield new RoleChanged(changed.guildId(), changed.role());
            }
            case "GUILD_ROLE_DELETE" -> {
                Draft deleted = Draft.read(json);
                yield new RoleDeleted(deleted.guildId(), deleted.roleId());
            }
            case "GUILD_MEMBER_ADD" -> {
                Draft member = Draft.readMember(json);
                yield new MemberCame(member.guildId(), member.toMember());
            }
            case "GUILD_MEMBER_UPDATE" -> {
                Draft member = Draft.readMember(json);
                yield new MemberChanged(member.guildId(), member.toMember());
            }
            case "GUILD_MEMBER_REMOVE" -> {
                Draft member = Draft.read(json);
                yield new MemberWent(member.guildId(), member.userId());
            }
            case "GUILD_MEMBERS_CHUNK" -> {
                Draft chunk = Draft.read(json);
                yield new MembersListed(
                        chunk.guildId(), chunk.nonce(), chunk.chunkIndex(), chunk.chunkCount(), chunk.members());
            }
            default -> new Other();
        };
    }

    private static StateEvent appeared(Draft guild) throws IOException {
        if (guild.unavailable()) {
            return new GuildUnavailable(guild.id());
        }
        return new GuildAppeared(
                guild.id(),
                guild.name(),
                guild.ownerId(),
                guild.joinedAt(),
                guild.memberCount(),
                guild.roles().orElseThrow(() -> new IOException("roles is missing")),
                guild.members());
    }
}
