package dev.jetcord.event.question;

import static java.util.Objects.requireNonNull;

import dev.jetcord.common.directory.DirectoryQuestion;
import dev.jetcord.common.directory.DirectoryQuestion.Found;
import dev.jetcord.common.directory.DirectoryQuestion.OfGuild;
import dev.jetcord.common.directory.DirectoryQuestion.OfMember;
import dev.jetcord.common.directory.DirectoryQuestion.OfMembers;
import dev.jetcord.common.directory.DirectoryQuestion.Refused;
import dev.jetcord.common.directory.DirectoryQuestion.ToForget;
import dev.jetcord.common.gate.DependencyUnavailableException;
import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.database.Database;
import dev.jetcord.database.DatabaseFailures;
import dev.jetcord.event.forget.Forgetting;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers questions about the directory; of all instances one answers each. Thread-safe. */
public final class DirectoryDesk {
    private static final Logger log = LoggerFactory.getLogger(DirectoryDesk.class);
    private static final String GROUP = "directory";

    private final Database database;

    public DirectoryDesk(Database database) {
        this.database = requireNonNull(database, "database");
    }

    /** Begins to answer. */
    public void serve(RequestListener listener) {
        listener.serveAsOne(Subjects.DIRECTORY_GUILD, GROUP, body -> answer(body, OfGuild.class));
        listener.serveAsOne(Subjects.DIRECTORY_MEMBER, GROUP, body -> answer(body, OfMember.class));
        listener.serveAsOne(Subjects.DIRECTORY_MEMBERS, GROUP, body -> answer(body, OfMembers.class));
        listener.serveAsOne(Subjects.DIRECTORY_FORGET, GROUP, body -> answer(body, ToForget.class));
    }

    private byte[] answer(byte[] body, Class<? extends DirectoryQuestion> kind) {
        try {
            DirectoryQuestion question = WireJson.read(body, kind);
            return WireJson.write(database.<Object, RuntimeException>transaction(handle -> answer(question, handle)));
        } catch (InvalidMessageException invalid) {
            return refused(String.valueOf(invalid.getMessage()));
        } catch (DependencyUnavailableException away) {
            return refused("its database is away");
        } catch (Exception failed) {
            if (!DatabaseFailures.isPassing(failed)) {
                log.error("a question {} cannot be answered", kind.getSimpleName(), failed);
            }
            return refused("its database does not answer");
        }
    }

    private static Object answer(DirectoryQuestion question, Handle handle) {
        DirectoryReader reader = new DirectoryReader(handle);
        return switch (question) {
            case OfGuild asked -> new Found(reader.guild(asked.guildId()));
            case OfMember asked -> reader.member(asked.guildId(), asked.userId());
            case OfMembers asked -> reader.members(asked.guildId(), asked.after(), asked.limit());
            case ToForget asked -> Forgetting.forget(asked.userId(), handle);
        };
    }

    private static byte[] refused(String error) {
        return WireJson.write(new Refused(error));
    }
}
