package dev.jetcord.common.eligibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jetcord.common.wire.ContractDocument;
import dev.jetcord.common.wire.InvalidMessageException;
import dev.jetcord.common.wire.Snowflake;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire between the eligibility worker and those that ask it. */
class EligibilityContractTest {
    private static final Snowflake GUILD = new Snowflake(41_771_983_423_143_937L);
    private static final Snowflake USER = new Snowflake(-1);

    @Test
    void writesACheckAsTheContractSays() throws Exception {
        CheckRequest check =
                new CheckRequest(GUILD, USER, CheckReason.MEMBER_ROLES_CHANGED, Optional.of(List.of(new Snowflake(7))));

        assertThat(new String(check.encode(), UTF_8))
                .isEqualTo("{\"guild_id\":\"41771983423143937\",\"user_id\":\"18446744073709551615\","
                        + "\"reason\":\"member_roles_changed\",\"roles\":[\"7\"]}");
        assertThat(CheckRequest.decode(check.encode())).isEqualTo(check);
        assertThat(check.subject()).isEqualTo("eligibility.check.p03");
    }

    @Test
    void readsACheckWithoutRolesAndWithMoreThanItKnows() throws Exception {
        byte[] body = "{\"guild_id\":\"1\",\"user_id\":\"2\",\"reason\":\"scheduled\",\"later\":[1]}".getBytes(UTF_8);

        assertThat(CheckRequest.decode(body))
                .isEqualTo(new CheckRequest(new Snowflake(1), new Snowflake(2), CheckReason.SCHEDULED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"guild_id\":\"secret\",\"user_id\":\"2\",\"reason\":\"scheduled\"}",
                "{\"guild_id\":\"1\",\"user_id\":\"2\",\"reason\":\"secret\"}",
                "{\"guild_id\":\"1\",\"user_id\":\"2\"}"
            })
    void refusesWhatIsNoCheckAndRepeatsNothingOfIt(String body) {
        assertThatThrownBy(() -> CheckRequest.decode(body.getBytes(UTF_8)))
                .isInstanceOf(InvalidMessageException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret");
    }

    @Test
    void carriesQuestionsAndAnswers() throws Exception {
        var why = new Questions.Why(GUILD, USER, Optional.empty());
        var reasons = new Answers.Reasons(List.of(new Answers.RuleReason(
                "holders",
                new Snowflake(7),
                true,
                new Answers.Reason(
                        Answers.Verdict.NO,
                        "all of",
                        List.of(new Answers.Reason(Answers.Verdict.UNKNOWN, "the chain", List.of()))))));
        EligibilityReply<Answers.Reasons> reply = new EligibilityReply.Answered<>(reasons);

        assertThat(Operation.WHY.decode(Operation.WHY.encode(why))).isEqualTo(why);
        assertThat(EligibilityReply.decode(reply.encode(), Operation.WHY)).isEqualTo(reply);
    }

    @Test
    void carriesTimesAndWhatIsAbsent() throws Exception {
        EligibilityReply<Answers.SyncProgress> reply = new EligibilityReply.Answered<>(new Answers.SyncProgress(
                Instant.parse("2026-11-24T12:00:00.125Z"),
                1,
                Optional.of(2L),
                3,
                4,
                5,
                Optional.empty(),
                List.of("a role is above the bot's")));

        assertThat(new String(reply.encode(), UTF_8))
                .contains("\"started_at\":\"2026-11-24T12:00:00.125Z\"")
                .doesNotContain("finished_at");
        assertThat(EligibilityReply.decode(reply.encode(), Operation.SYNC_START))
                .isEqualTo(reply);
    }

    @Test
    void carriesARefusal() throws Exception {
        EligibilityReply<Answers.Wallets> reply = new EligibilityReply.Refused<>("The text has expired.");

        assertThat(EligibilityReply.decode(reply.encode(), Operation.WALLET_VERIFY))
                .isEqualTo(reply);
    }

    @Test
    void showsNoSecretInItsText() {
        assertThat(new Questions.SyncStart("1", GUILD, USER, Optional.of("secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void publishesEveryReason() {
        assertThat(ContractDocument.read()
                        .texts("/components/messages/eligibilityTask/payload/oneOf/0/properties/reason/enum"))
                .containsExactlyElementsOf(Arrays.stream(CheckReason.values())
                        .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    @Test
    void publishesEveryOperation() throws Exception {
        List<String> names = Arrays.stream(Operation.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(EligibilityContractTest::operation)
                .map(Operation::subject)
                .toList();

        assertThat(ContractDocument.read().names("/x-eligibilityRequests")).containsExactlyInAnyOrderElementsOf(names);
    }

    private static Operation<?, ?> operation(java.lang.reflect.Field field) {
        try {
            return (Operation<?, ?>) field.get(null);
        } catch (IllegalAccessException notPublic) {
            throw new AssertionError(notPublic);
        }
    }
}
