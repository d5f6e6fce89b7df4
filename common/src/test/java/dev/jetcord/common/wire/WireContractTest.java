package dev.jetcord.common.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WireContractTest {
    private static final EventEnvelope ENVELOPE = EventEnvelope.ofDispatch(
            "abc:7",
            3,
            16,
            "GUILD_CREATE",
            Instant.parse("2026-11-24T10:15:30.123456Z"),
            Optional.of(Snowflake.parse("81384788765712384")),
            "abc",
            new Version(5, 7),
            Optional.empty());

    @Test
    void writesTheHeadersOfTheContract() {
        assertThat(ENVELOPE.headers())
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("Nats-Msg-Id", "abc:7"),
                        Map.entry("ce-specversion", "1.0"),
                        Map.entry("ce-id", "abc:7"),
                        Map.entry("ce-source", "/shards/3/16"),
                        Map.entry("ce-type", "com.discord.guild_create.v10"),
                        Map.entry("ce-time", "2026-11-24T10:15:30.123456Z"),
                        Map.entry("ce-subject", "81384788765712384"),
                        Map.entry("ce-datacontenttype", "application/json"),
                        Map.entry("content-type", "application/json"),
                        Map.entry("ce-gatewaysession", "abc"),
                        Map.entry("ce-gatewaysequence", "7"),
                        Map.entry("ce-epoch", "5")));
    }

    @Test
    void readsWhatItWrote() throws InvalidMessageException {
        assertThat(EventEnvelope.read(ENVELOPE.headers()::get)).isEqualTo(ENVELOPE);
        assertThat(ENVELOPE.discordEvent()).contains("GUILD_CREATE");
    }

    @Test
    void namesTheHeaderThatIsMissingOrMalformed() {
        Map<String, String> headers = new HashMap<>(ENVELOPE.headers());
        headers.put("ce-epoch", "-1");
        assertThatThrownBy(() -> EventEnvelope.read(headers::get)).hasMessage("header ce-epoch is malformed");
        headers.remove("ce-id");
        assertThatThrownBy(() -> EventEnvelope.read(headers::get)).hasMessage("header ce-id is missing");
    }

    @Test
    void encodesWhatNatsForbidsInAToken() {
        Partition partition = new Partition(4);

        assertThat(Subjects.forInteraction(InteractionKind.SLASH, "ping", partition))
                .isEqualTo("commands.slash.ping.p04");
        assertThat(Subjects.forInteraction(InteractionKind.USER, "Who is *?.>%", partition))
                .isEqualTo("commands.user.Who%20is%20%2A?%2E%3E%25.p04");
        assertThat(Subjects.forInteraction(InteractionKind.COMPONENT, "", partition))
                .isEqualTo("commands.component.%.p04");
        assertThat(Subjects.forInteraction(InteractionKind.SLASH, "größe", partition))
                .isEqualTo("commands.slash.größe.p04");
    }

    @Test
    void groupsEventsByWhatTheySpeakOf() {
        Partition partition = new Partition(0);

        assertThat(Subjects.forDispatch("GUILD_MEMBER_ADD", partition)).isEqualTo("events.state.guild_member_add.p00");
        assertThat(Subjects.forDispatch("MESSAGE_CREATE", partition)).isEqualTo("events.activity.message_create.p00");
        assertThat(Subjects.forDispatch("SOMETHING_NEW", partition)).isEqualTo("events.activity.something_new.p00");
        assertThat(Subjects.forDerived("guild_joined", partition)).isEqualTo("events.derived.guild_joined.p00");
    }

    @Test
    void routesACustomIdByItsFirstPart() {
        assertThat(Subjects.route("help:2:next")).isEqualTo("help");
        assertThat(Subjects.route("help")).isEqualTo("help");
    }

    @Test
    void spreadsGuildsEvenlyOverThePartitions() {
        int[] guilds = new int[Partition.COUNT];
        LongStream.range(0, 64_000)
                .forEach(i -> guilds[Partition.of(new Snowflake(i << 22)).number()]++);

        assertThat(IntStream.of(guilds).boxed())
                .allSatisfy(count -> assertThat(count).isBetween(900, 1100));
    }

    @Test
    void readsTheTimeOfASnowflake() {
        assertThat(Snowflake.parse("175928847299117063").instant()).isEqualTo("2016-04-30T11:18:25.796Z");
        assertThatThrownBy(() -> Snowflake.parse("-1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ordersVersionsByEpochThenSequence() {
        assertThat(new Version(2, 1)).isGreaterThan(new Version(1, 9)).isLessThan(new Version(2, 2));
    }
}
