package dev.jetcord.common.directory;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.common.directory.DirectoryQuestion.Forgotten;
import dev.jetcord.common.directory.DirectoryQuestion.Found;
import dev.jetcord.common.directory.DirectoryQuestion.OfGuild;
import dev.jetcord.common.directory.DirectoryQuestion.OfMember;
import dev.jetcord.common.directory.DirectoryQuestion.OfMembers;
import dev.jetcord.common.directory.DirectoryQuestion.ToForget;
import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Requests.NoAnswerException;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import java.time.Duration;
import java.util.Optional;

/** Asks the directory which guilds, roles and members exist. Blocks; thread-safe. */
public final class DirectoryClient {
    /** The field that tells why there is no answer. */
    static final String ERROR = "error";

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Requests requests;
    private final Duration patience;

    /** Waits 2 s for an answer. */
    public DirectoryClient(Requests requests) {
        this(requests, PATIENCE);
    }

    /** @param patience how long an answer is waited for */
    public DirectoryClient(Requests requests, Duration patience) {
        this.requests = requireNonNull(requests, "requests");
        this.patience = requireNonNull(patience, "patience");
    }

    /** A guild with its roles and the bot's own member; empty when the bot is not in it. */
    public Optional<DirectoryGuild> guild(Snowflake guild) throws DirectoryAwayException, InterruptedException {
        return ask(new OfGuild(guild), Found.class).guild();
    }

    /** A member, or whether there is none. */
    public MemberAnswer member(Snowflake guild, Snowflake user) throws DirectoryAwayException, InterruptedException {
        return ask(new OfMember(guild, user), MemberAnswer.class);
    }

    /**
     * The members of a guild in the order of their ids; none of a guild that the bot is not in.
     *
     * @param after the last user id of the page before
     * @param limit 1 to 1000
     */
    public MemberPage members(Snowflake guild, Optional<Snowflake> after, int limit)
            throws DirectoryAwayException, InterruptedException {
        return ask(new OfMembers(guild, after, limit), MemberPage.class);
    }

    /**
     * Has the directory forget a user: at once, and the dead letters that speak of the user within minutes. For 15 days
     * nothing is kept of the user, and a question about the user is answered with "not known".
     */
    public void forget(Snowflake user) throws DirectoryAwayException, InterruptedException {
        ask(new ToForget(user), Forgotten.class);
    }

    private <A> A ask(DirectoryQuestion question, Class<A> answer) throws DirectoryAwayException, InterruptedException {
        try {
            byte[] body = requests.ask(question.subject(), WireJson.write(question), patience);
            JsonNode error = WireJson.read(body, JsonNode.class).path(ERROR);
            if (!error.isMissingNode()) {
                throw new DirectoryAwayException("the directory cannot answer: " + error.asText());
            }
            return WireJson.read(body, answer);
        } catch (NoAnswerException away) {
            throw new DirectoryAwayException("the directory is away: " + away.getMessage(), away);
        } catch (InvalidMessageException garbled) {
            throw new DirectoryAwayException("the directory gives an answer of another release", garbled);
        }
    }
}
