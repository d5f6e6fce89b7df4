package dev.jetcord.eligibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jetcord.common.eligibility.Answers.Choices;
import dev.jetcord.common.eligibility.EligibilityClient;
import dev.jetcord.common.eligibility.EligibilityReply;
import dev.jetcord.common.eligibility.EligibilityReply.Answered;
import dev.jetcord.common.eligibility.EligibilityReply.Refused;
import dev.jetcord.common.eligibility.Operation;
import dev.jetcord.common.eligibility.Questions.AboutMember;
import dev.jetcord.common.eligibility.Questions.ChainComplete;
import dev.jetcord.common.messaging.Requests;
import dev.jetcord.common.messaging.Requests.NoAnswerException;
import dev.jetcord.common.wire.Snowflake;
import dev.jetcord.sandbox.SandboxDiscord;
import dev.jetcord.sandbox.SandboxSettings;
import dev.jetcord.testing.JavaProcess;
import dev.jetcord.testing.TestPostgres;
import dev.jetcord.testkit.ProvisionedNats;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The worker as a process. */
class WorkerProcessTest {
    @Test
    void answersRequestsAndStopsWhenToldTo() throws Exception {
        try (ProvisionedNats nats = ProvisionedNats.start();
                TestPostgres postgres = TestPostgres.start();
                SandboxDiscord sandbox = SandboxDiscord.start(SandboxSettings.forTests())) {
            EligibilityClient client = new EligibilityClient(new Requests(nats.connection()), Duration.ofSeconds(10));
            Assertions.assertThatThrownBy(() -> client.ask(Operation.CHAIN_COMPLETE, new ChainComplete("")))
                    .isInstanceOf(NoAnswerException.class);
            String chains = "[{\"name\": \"sandbox\", \"chain_id\": 777777, \"endpoints\": [\"" + sandbox.url()
                    + "/rpc/sandbox\"]}]";
            try (JavaProcess worker = JavaProcess.start(
                    Main.class,
                    Map.of(
                            "NATS_URL", nats.url(),
                            "DATABASE_URL", postgres.url(),
                            "DISCORD_TOKEN", sandbox.token(),
                            "DISCORD_API_URL", sandbox.apiUrl().toString(),
                            "CHAINS", chains,
                            "OPERATIONS_PORT", "0"))) {
                worker.awaitReady();

                EligibilityReply<Choices> reply = client.ask(Operation.CHAIN_COMPLETE, new ChainComplete("AND"));
                assertThat(reply).isEqualTo(new Answered<>(new Choices(List.of("sandbox"))));
                assertThat(client.ask(Operation.CHECK, new AboutMember(new Snowflake(1), new Snowflake(2))))
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.text()).contains("list of members is away"));
                assertThat(worker.get("/metrics").body())
                        .contains(
                                "jetcord_eligibility_requests_total{operation=\"chain_complete\",result=\"answered\"} 1.0");

                worker.signal("TERM");
                assertThat(worker.exitCode()).isZero();
                assertThat(worker.output()).doesNotContain(sandbox.token());
            }
        }
    }

    @Test
    void refusesAWrongConfigurationWithEveryProblem() throws Exception {
        try (JavaProcess worker = JavaProcess.start(
                Main.class,
                Map.of("WALLET_DOMAIN", "Not A Domain", "CHECK_INTERVAL", "1s", "SYNC_INTERVAL", "often"))) {
            assertThat(worker.exitCode()).isEqualTo(2);
            assertThat(worker.output())
                    .contains("DATABASE_URL", "DISCORD_TOKEN", "WALLET_DOMAIN", "CHECK_INTERVAL", "SYNC_INTERVAL");
        }
    }
}
