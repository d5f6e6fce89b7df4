package dev.jetcord.common.eligibility;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Partition;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import java.util.List;
import java.util.Optional;

/**
 * The body of a message on {@code eligibility.check.<partition>}: a member whose roles are to be compared with the rules. It is
 * derived from what caused it, and its envelope names the guild.
 *
 * @param roles the member's roles as the sender knows them; the directory is asked where they are absent
 */
public record CheckRequest(Snowflake guildId, Snowflake userId, CheckReason reason, Optional<List<Snowflake>> roles) {
    public CheckRequest {
        requireNonNull(guildId, "guildId");
        requireNonNull(userId, "userId");
        requireNonNull(reason, "reason");
        roles = roles.map(List::copyOf);
    }

    /** A check for which the directory is asked which roles the member has. */
    public CheckRequest(Snowflake guildId, Snowflake userId, CheckReason reason) {
        this(guildId, userId, reason, Optional.empty());
    }

    /** Reads a message's body. */
    public static CheckRequest decode(byte[] body) throws InvalidMessageException {
        return EligibilityJson.read(body, CheckRequest.class);
    }

    /** The message's body. */
    public byte[] encode() {
        return EligibilityJson.write(this);
    }

    /** Where it is published: the partition is the guild's. */
    public String subject() {
        return Subjects.forCheck(Partition.of(guildId));
    }
}
