package dev.jetcord.common.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.directory.DirectoryQuestion.Found;
import dev.jetcord.common.directory.DirectoryQuestion.OfMembers;
import dev.jetcord.common.json.WireJson;
import dev.jetcord.common.messaging.NatsConfiguration;
import dev.jetcord.common.messaging.NatsConnection;
import dev.jetcord.common.messaging.RequestListener;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.common.wire.Subjects;
import dev.jetcord.common.wire.Version;
import dev.jetcord.testing.TestNats;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Over a real NATS server, against answers as any directory would give them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryClientTest {
    private static final Snowflake GUILD = new Snowflake(41_771_983_423_143_937L);
    private static final DirectoryMember MEMBER = new DirectoryMember(
            new Snowflake(7),
            List.of(new Snowflake(8), new Snowflake(9)),
            Optional.of(Instant.parse("2026-11-24T12:00:00Z")),
            false,
            new Version(3, 4));

    private final TestNats server = TestNats.start();
    private final NatsConnection nats =
            new NatsConnection(new NatsConfiguration(List.of(server.url()), Optional.empty()), "test");
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private DirectoryClient client;
    private RequestListener listener;

    @BeforeAll
    void connect() throws Exception {
        nats.awaitConnected();
    }

    @AfterAll
    void stop() {
        nats.close();
        server.close();
    }

    @BeforeEach
    void open() {
        client = new DirectoryClient(new Requests(nats), Duration.ofSeconds(2));
        listener = new RequestListener(nats);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void asksForAGuild() throws Exception {
        DirectoryGuild guild = new DirectoryGuild(
                GUILD,
                "Home",
                new Snowflake(7),
                2,
                true,
                false,
                Optional.of(MEMBER),
                List.of(new DirectoryRole(GUILD, "@everyone", 0, false, "1071698660929")));
        answer(Subjects.DIRECTORY_GUILD, new Found(Optional.of(guild)));

        assertThat(client.guild(GUILD)).contains(guild);
        assertThat(asked).hasValue("{\"guild_id\":\"41771983423143937\"}");
    }

    @Test
    void tellsAMemberWhoIsNotThereFromOneWhoIsNotKnown() throws Exception {
        answer(Subjects.DIRECTORY_MEMBER, new MemberAnswer(Optional.empty(), true));

        assertThat(client.member(GUILD, new Snowflake(7))).isEqualTo(new MemberAnswer(Optional.empty(), true));
        assertThat(asked).hasValue("{\"guild_id\":\"41771983423143937\",\"user_id\":\"7\"}");
    }

    @Test
    void asksForMembersPageByPage() throws Exception {
        MemberPage page = new MemberPage(List.of(MEMBER), Optional.of(new Snowflake(7)));
        answer(Subjects.DIRECTORY_MEMBERS, page);

        assertThat(client.members(GUILD, Optional.of(new Snowflake(5)), 1)).isEqualTo(page);
        assertThat(asked).hasValue("{\"guild_id\":\"41771983423143937\",\"after\":\"5\",\"limit\":1}");
        assertThatThrownBy(() -> client.members(GUILD, Optional.empty(), OfMembers.MOST + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatTheDirectoryIsAway() {
        assertThatThrownBy(() -> client.guild(GUILD))
                .isInstanceOf(DirectoryAwayException.class)
                .hasMessage("the directory is away: nobody listens on directory.guild");
    }

    @Test
    void saysWhatTheDirectorySaysWhenItCannotAnswer() throws Exception {
        listen(Subjects.DIRECTORY_GUILD, "{\"error\":\"its database is away\"}".getBytes(UTF_8));

        assertThatThrownBy(() -> client.guild(GUILD))
                .isInstanceOf(DirectoryAwayException.class)
                .hasMessageEndingWith("its database is away");
    }

    @Test
    void doesNotTakeAnAnswerThatItCannotReadForNone() throws Exception {
        listen(Subjects.DIRECTORY_MEMBER, "[]".getBytes(UTF_8));

        assertThatThrownBy(() -> client.member(GUILD, new Snowflake(7))).isInstanceOf(DirectoryAwayException.class);
    }

    private void answer(String subject, Object answer) throws Exception {
        listen(subject, WireJson.write(answer));
    }

    private void listen(String subject, byte[] answer) throws Exception {
        listener.serveAsOne(subject, "directory", body -> {
            asked.set(new String(body, UTF_8));
            return answer;
        });
        nats.connection().flush(Duration.ofSeconds(2));
    }
}
