package dev.jetcord.common.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published contract says what the code does: subjects, headers, ids. */
class ContractDocumentTest {
    private static final String HEADERS = "/components/schemas/gatewayHeaders";
    private static final Partition PARTITION = new Partition(7);

    private final ContractDocument document = ContractDocument.read();

    @Test
    void namesTheVersionOfItsFormat() {
        assertThat(document.at("/asyncapi").asText()).isEqualTo("3.0.0");
    }

    @Test
    void namesTheSubjectOfEveryKindOfInteraction() {
        assertThat(document.texts("/channels/interactions/parameters/kind/enum"))
                .containsExactlyElementsOf(Arrays.stream(InteractionKind.values())
                        .map(InteractionKind::token)
                        .toList());
        for (InteractionKind kind : InteractionKind.values()) {
            assertThat(Subjects.forInteraction(kind, "ping", PARTITION))
                    .isEqualTo(document.address("interactions")
                            .replace("{kind}", kind.token())
                            .replace("{name}", "ping")
                            .replace("{partition}", "p07"));
        }
    }

    @Test
    void namesTheSubjectOfEveryGroupOfEvents() {
        assertThat(document.texts("/channels/events/parameters/group/enum"))
                .containsExactlyElementsOf(Arrays.stream(EventGroup.values())
                        .map(EventGroup::token)
                        .toList());
        assertThat(Subjects.forDispatch("GUILD_CREATE", PARTITION)).isEqualTo(event("state", "guild_create"));
        assertThat(Subjects.forDispatch("MESSAGE_CREATE", PARTITION)).isEqualTo(event("activity", "message_create"));
        assertThat(Subjects.forDerived("guild_joined", PARTITION)).isEqualTo(event("derived", "guild_joined"));
    }

    @Test
    void namesTheSubjectOfDeadLetters() {
        assertThat(Subjects.forDeadLetter("COMMANDS", "command-worker"))
                .isEqualTo(document.address("deadLetters")
                        .replace("{stream}", "COMMANDS")
                        .replace("{consumer}", "command-worker"));
    }

    @Test
    void namesTheSubjectOfAnnouncements() {
        assertThat(Subjects.acknowledged(new Snowflake(7)))
                .isEqualTo(document.address("acknowledgements").replace("{interaction}", "7"));
        assertThat(Subjects.ALL_ACKNOWLEDGED)
                .isEqualTo(document.address("acknowledgements").replace("{interaction}", "*"));
    }

    @Test
    void namesTheSubjectOfChecks() {
        assertThat(Subjects.forCheck(PARTITION)).isEqualTo(task("check", "p07"));
        assertThat(Subjects.forSync(PARTITION)).isEqualTo(task("sync", "p07"));
        assertThat(Subjects.ALL_CHECKS).isEqualTo(task("check", "*"));
        assertThat(Subjects.ALL_SYNCS).isEqualTo(task("sync", "*"));
    }

    @Test
    void everySubjectIsTakenByTheFilterOfItsStream() {
        assertThat(Map.of(
                        "interactions", Subjects.ALL_COMMANDS,
                        "events", Subjects.ALL_EVENTS,
                        "deadLetters", Subjects.ALL_DEAD_LETTERS))
                .allSatisfy((channel, filter) ->
                        assertThat(document.address(channel)).startsWith(filter.substring(0, filter.length() - 1)));
    }

    @Test
    void encodesNamesAsItSays() {
        assertThat(document.map("/x-tokenEncoding/examples"))
                .isNotEmpty()
                .allSatisfy(
                        (name, token) -> assertThat(SubjectToken.encode(name)).isEqualTo(token));
    }

    @Test
    void makesTheKeysOfPoliciesAsItSays() {
        assertThat(document.map("/x-policyKeys/examples"))
                .isNotEmpty()
                .allSatisfy((name, key) -> assertThat(Keys.commandPolicy(InteractionKind.SLASH, name))
                        .isEqualTo(key));
    }

    @Test
    void choosesPartitionsAsItSays() {
        assertThat(document.map("/x-partition/examples"))
                .isNotEmpty()
                .allSatisfy((id, partition) ->
                        assertThat(Partition.of(Snowflake.parse(id)).token()).isEqualTo(partition));
    }

    @Test
    void namesEveryHeaderAndWhichOfThemAreAlwaysThere() {
        EventEnvelope least = envelope(Optional.empty(), Optional.empty(), Optional.empty());
        EventEnvelope most = envelope(Optional.of(new Snowflake(5)), Optional.of("session"), Optional.of("00-1-2-01"));

        assertThat(document.names(HEADERS + "/properties"))
                .containsExactlyElementsOf(most.headers().keySet());
        assertThat(document.texts(HEADERS + "/required"))
                .containsExactlyElementsOf(least.headers().keySet());
        document.at(HEADERS + "/properties").properties().stream()
                .filter(header -> header.getValue().has("const"))
                .forEach(header -> assertThat(header.getValue().path("const").asText())
                        .isEqualTo(most.headers().get(header.getKey())));
    }

    @Test
    void namesTheHeadersOfALargeBody() {
        assertThat(document.names("/components/schemas/bodyHeaders/properties"))
                .containsExactly(Headers.CONTENT_ENCODING, Headers.DATA_REFERENCE);
        assertThat(document.at("/components/schemas/bodyHeaders/properties/ce-dataref/description")
                        .asText())
                .contains(new DataReference("<bucket>", "<object>").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"interaction", "dispatch"})
    void showsExamplesThatAreReadAndWrittenAlike(String message) throws Exception {
        Map<String, String> example = document.map("/components/messages/" + message + "/examples/0/headers");

        EventEnvelope envelope = EventEnvelope.read(example::get);

        assertThat(envelope.headers()).isEqualTo(example);
        assertThat(envelope.discordEvent()).isPresent();
    }

    @Test
    void makesIdsAsItSays() {
        assertThat(MessageIds.forInteraction(new Snowflake(7))).isEqualTo("7");
        assertThat("`" + MessageIds.forDispatch("<session>", 7).replace("7", "<sequence>") + '`')
                .isEqualTo(document.at("/x-messageIds/dispatch").asText());
        assertThat('`' + MessageIds.derived("<id of the cause>", "<suffix>") + '`')
                .isEqualTo(document.at("/x-messageIds/derived").asText());
    }

    private String task(String task, String partition) {
        return document.address("eligibility").replace("{task}", task).replace("{partition}", partition);
    }

    private String event(String group, String event) {
        return document.address("events")
                .replace("{group}", group)
                .replace("{event}", event)
                .replace("{partition}", "p07");
    }

    private static EventEnvelope envelope(
            Optional<Snowflake> guild, Optional<String> session, Optional<String> traceparent) {
        return new EventEnvelope(
                "1",
                "/shards/0/1",
                "com.discord.ready.v10",
                Instant.EPOCH,
                guild,
                session,
                new Version(1, 2),
                traceparent);
    }
}
