package dev.jetcord.eligibility;

import dev.jetcord.common.directory.DirectoryQuestion.Found;
import dev.jetcord.common.directory.DirectoryQuestion.OfGuild;
import dev.jetcord.common.directory.DirectoryQuestion.OfMember;
import dev.jetcord.common.directory.DirectoryQuestion.OfMembers;
import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Subjects;
import java.util.Optional;

/** Answers the directory's questions over NATS, as the event worker does, from what the sandbox knows. */
final class ServedDirectory {
    private ServedDirectory() {}

    static void serve(NatsConnection nats, SandboxGuilds guilds) {
        RequestListener listener = new RequestListener(nats);
        listener.serve(
                Subjects.DIRECTORY_GUILD,
                body -> Optional.of(WireJson.write(
                        new Found(guilds.guild(read(body, OfGuild.class).guildId())))));
        listener.serve(Subjects.DIRECTORY_MEMBER, body -> {
            OfMember asked = read(body, OfMember.class);
            return Optional.of(WireJson.write(guilds.member(asked.guildId(), asked.userId())));
        });
        listener.serve(Subjects.DIRECTORY_MEMBERS, body -> {
            OfMembers asked = read(body, OfMembers.class);
            return Optional.of(WireJson.write(guilds.members(asked.guildId(), asked.after(), asked.limit())));
        });
    }

    private static <Q> Q read(byte[] body, Class<Q> type) {
        try {
            return WireJson.read(body, type);
        } catch (InvalidMessageException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
