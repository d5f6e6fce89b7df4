package dev.jetcord.event.state;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The fields of an event's data, by their names in Discord's documents; each event has some of them. One that is missing where
 * an event needs it is an {@link IOException}.
 */
final class Draft {
    private OptionalLong id = OptionalLong.empty();
    private OptionalLong guildId = OptionalLong.empty();
    private OptionalLong ownerId = OptionalLong.empty();
    private OptionalLong roleId = OptionalLong.empty();
    private OptionalLong userId = OptionalLong.empty();
    private boolean bot;
    private boolean unavailable;
    private int memberCount;
    private int chunkIndex;
    private int chunkCount = 1;
    private int position;
    private boolean managed;
    private String name = "";
    private String permissions = "0";
    private Optional<String> nonce = Optional.empty();
    private Optional<Instant> joinedAt = Optional.empty();
    private Optional<RoleFacts> role = Optional.empty();
    private Optional<List<RoleFacts>> roles = Optional.empty();
    private List<MemberFacts> members = List.of();
    private List<Long> ids = List.of();

    private Draft() {}

    /** Reads the object that the parser stands at. */
    static Draft read(JsonParser json) throws IOException {
        Draft draft = new Draft();
        FieldReader.object(json, draft::take);
        return draft;
    }

    private boolean take(String field, JsonParser json) throws IOException {
        switch (field) {
            case "id" -> id = OptionalLong.of(FieldReader.id(json));
            case "guild_id" -> guildId = OptionalLong.of(FieldReader.id(json));
            case "owner_id" -> ownerId = OptionalLong.of(FieldReader.id(json));
            case "role_id" -> roleId = OptionalLong.of(FieldReader.id(json));
            case "user" -> FieldReader.object(json, this::takeUser);
            case "unavailable" -> unavailable = FieldReader.flag(json);
            case "member_count" -> memberCount = FieldReader.number(json);
            case "chunk_index" -> chunkIndex = FieldReader.number(json);
            case "chunk_count" -> chunkCount = FieldReader.number(json);
            case "position" -> position = FieldReader.number(json);
            case "managed" -> managed = FieldReader.flag(json);
            case "name" -> name = FieldReader.text(json);
            case "permissions" -> permissions = FieldReader.text(json);
            case "nonce" -> nonce = Optional.of(FieldReader.text(json));
            case "joined_at" -> joinedAt = FieldReader.time(json);
            case "role" -> role = Optional.of(read(json).toRole());
            case "members" ->
                members = FieldReader.array(json, member -> readMember(member).toMember());
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean takeUser(String field, JsonParser json) throws IOException {
        switch (field) {
            case "id" -> userId = OptionalLong.of(FieldReader.id(json));
            case "bot" -> bot = FieldReader.flag(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** A member, whose {@code roles} are ids. */
    static Draft readMember(JsonParser json) throws IOException {
        Draft draft = new Draft();
        FieldReader.object(json, (field, value) -> {
            if (field.equals("roles")) {
                draft.ids = FieldReader.array(value, FieldReader::id);
                return true;
            }
            return draft.take(field, value);
        });
        return draft;
    }

    /** A guild, whose {@code roles} are roles. */
    static Draft readGuild(JsonParser json) throws IOException {
        Draft draft = new Draft();
        FieldReader.object(json, (field, value) -> {
            if (field.equals("roles")) {
                draft.roles =
                        Optional.of(FieldReader.array(value, role -> read(role).toRole()));
                return true;
            }
            return draft.take(field, value);
        });
        return draft;
    }

    /** A session, whose {@code guilds} are known by their ids. */
    static Draft readSession(JsonParser json) throws IOException {
        Draft draft = new Draft();
        FieldReader.object(json, (field, value) -> {
            if (field.equals("guilds")) {
                draft.ids = FieldReader.array(value, guild -> read(guild).id());
                return true;
            }
            return draft.take(field, value);
        });
        return draft;
    }

    RoleFacts toRole() throws IOException {
        return new RoleFacts(id(), name, position, managed, permissions);
    }

    MemberFacts toMember() throws IOException {
        return new MemberFacts(userId(), ids, joinedAt, bot);
    }

    long id() throws IOException {
        return required(id, "id");
    }

    long guildId() throws IOException {
        return required(guildId, "guild_id");
    }

    long ownerId() throws IOException {
        return required(ownerId, "owner_id");
    }

    long roleId() throws IOException {
        return required(roleId, "role_id");
    }

    long userId() throws IOException {
        return required(userId, "user.id");
    }

    boolean unavailable() {
        return unavailable;
    }

    int memberCount() {
        return memberCount;
    }

    int chunkIndex() {
        return chunkIndex;
    }

    int chunkCount() {
        return chunkCount;
    }

    String name() {
        return name;
    }

    Optional<String> nonce() {
        return nonce;
    }

    Optional<Instant> joinedAt() {
        return joinedAt;
    }

    RoleFacts role() throws IOException {
        return role.orElseThrow(() -> new IOException("role is missing"));
    }

    Optional<List<RoleFacts>> roles() {
        return roles;
    }

    List<MemberFacts> members() {
        return members;
    }

    List<Long> ids() {
        return ids;
    }

    private static long required(OptionalLong value, String field) throws IOException {
        return value.orElseThrow(() -> new IOException(field + " is missing"));
    }
}
