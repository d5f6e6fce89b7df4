package dev.jetcord.e2e.terraform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What runs in the containers of NATS beside the server, with tools that only note what they are asked. */
class ScriptsTest {
    private static final Path FOLDER = Path.of(System.getProperty("jetcord.root"), "infra/terraform");
    private static final Path NODE = FOLDER.resolve("modules/nats/node");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it.
    Path work;

    @Test
    void aNodeThatWasNeverInAClusterIsWellWhileJetStreamIsOn() throws Exception {
        server(false, true);

        assertThat(health()).isZero();
        assertThat(work.resolve(".joined")).doesNotExist();
    }

    @Test
    void aNodeThatStartsAgainIsNotWellBeforeItHasCaughtUp() throws Exception {
        Files.writeString(work.resolve(".joined"), "an earlier start\n");
        server(false, true);

        assertThat(health()).isNotZero();

        server(true, true);

        assertThat(health()).isZero();
    }

    @Test
    void aNodeThatHadCaughtUpStaysWellWithoutAQuorum() throws Exception {
        server(true, true);
        assertThat(health()).isZero();
        assertThat(work.resolve(".joined")).exists();

        server(false, true);

        assertThat(health()).isZero();
    }

    @Test
    void aNodeWithoutJetStreamIsNotWell() throws Exception {
        server(true, true);
        assertThat(health()).isZero();

        server(false, false);

        assertThat(health()).isNotZero();
    }

    @Test
    void theServerStartsOnlyWhenNoOtherHasItsDirectory() throws Exception {
        tool("nats-server", "echo started >> \"$NATS_STORE_DIR/starts\"; exec sleep 60");
        Process first = script(NODE.resolve("start.sh"), Map.of());
        try {
            await(work.resolve("starts"));

            Process second = script(NODE.resolve("start.sh"), Map.of());
            try {
                assertThat(run(
                                List.of(
                                        "flock",
                                        "--nonblock",
                                        work.resolve(".lock").toString(),
                                        "true"),
                                Map.of()))
                        .isNotZero();
                assertThat(Files.readAllLines(work.resolve("starts"))).hasSize(1);

                first.destroyForcibly().waitFor();

                awaitLines(work.resolve("starts"), 2);
            } finally {
                second.descendants().forEach(ProcessHandle::destroyForcibly);
                second.destroyForcibly().waitFor();
            }
        } finally {
            first.destroyForcibly().waitFor();
        }
    }

    @Test
    void theKeysAreWrittenForTheServerToReadAndForNobodyToChange() throws Exception {
        Path keys = Files.createDirectory(work.resolve("keys"));

        assertThat(run(
                        List.of("sh", "-c", Files.readString(NODE.resolve("keys.sh"))),
                        Map.of(
                                "KEYS_FOLDER",
                                keys.toString(),
                                "AUTHORITY",
                                "ca",
                                "CERTIFICATE",
                                "certificate",
                                "CERTIFICATE_KEY",
                                "key",
                                "NKEYS",
                                "nkeys",
                                "JETSTREAM",
                                "line 1\nline 2")))
                .isZero();

        assertThat(keys.resolve("server-key.pem")).hasContent("key");
        assertThat(keys.resolve("jetstream.conf")).hasContent("line 1\nline 2");
        try (var files = Files.list(keys)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "ca.pem", "server.pem", "server-key.pem", "nkeys.conf", "jetstream.conf");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve("server-key.pem"))))
                .isEqualTo("r--r--r--");
    }

    @Test
    void everySecretThatHasAFileIsPutUnderItsName() throws Exception {
        Path keys = Files.createDirectory(work.resolve("keys"));
        for (String file : List.of(
                "ca.pem",
                "nkeys.conf",
                "jetstream.conf",
                "gateway-bridge.nk",
                "operator.nk",
                "ca-key.pem",
                "nats-1.jetcord.internal.pem",
                "nats-1.jetcord.internal-key.pem")) {
            Files.writeString(keys.resolve(file), "value of " + file);
        }
        tool("aws", "echo \"$*\" >> \"$CALLS\"");
        Path calls = work.resolve("calls");

        assertThat(run(
                        List.of(FOLDER.resolve("put-secrets").toString(), "jetcord-test", keys.toString()),
                        Map.of("CALLS", calls.toString())))
                .isZero();

        assertThat(Files.readAllLines(calls))
                .extracting(call -> call.split(" ", -1)[3])
                .containsExactlyInAnyOrder(
                        "jetcord-test/nats-authority",
                        "jetcord-test/nats-nkeys",
                        "jetcord-test/nats-jetstream",
                        "jetcord-test/nkey-gateway-bridge",
                        "jetcord-test/nats-1-certificate",
                        "jetcord-test/nats-1-key");
        assertThat(Files.readString(calls))
                .doesNotContain("value of")
                .doesNotContain("ca-key")
                .doesNotContain("operator");
    }

    @Test
    void aNewPasswordIsMadeByAwsAndIsOnNoCommandLine() throws Exception {
        assumeTrue(HclParser.onPath("jq"), "set-passwords needs jq");
        tool("aws", """
            echo "$*" >> "$CALLS"
            case $2 in
              describe-db-instances) echo db.internal:5432 ;;
              get-random-password) echo made ;;
              put-secret-value) cat > "$CALLS.value" ;;
            esac\
            """);
        Path calls = work.resolve("calls");

        assertThat(run(
                        List.of(FOLDER.resolve("set-passwords").toString(), "jetcord-test", "event-worker"),
                        Map.of("CALLS", calls.toString())))
                .isZero();

        assertThat(Files.readString(calls))
                .contains("--secret-id jetcord-test/database-event-worker ")
                .doesNotContain("made");
        assertThat(Files.readString(work.resolve("calls.value")))
                .contains("\"postgresql://directory:made@db.internal:5432/jetcord?sslmode=require\"")
                .contains("\"password\": \"made\"");
    }

    @Test
    void aJobRunsInPrivateAndEndsAsItsContainerEnded() throws Exception {
        assumeTrue(HclParser.onPath("jq"), "run-job needs jq");
        tool("aws", """
            echo "$*" >> "$CALLS"
            case $2 in
              describe-security-groups) echo '{"SecurityGroups": [{"GroupId": "sg-1"}]}' ;;
              describe-subnets) echo '{"Subnets": [{"SubnetId": "subnet-1"}, {"SubnetId": "subnet-2"}]}' ;;
              run-task) echo '{"tasks": [{"taskArn": "arn:aws:ecs:task/jetcord-test/abc"}]}' ;;
              describe-tasks) echo '{"tasks": [{"containers": [{"exitCode": 2}]}]}' ;;
            esac\
            """);
        Path calls = work.resolve("calls");

        assertThat(run(
                        List.of(FOLDER.resolve("run-job").toString(), "jetcord-test", "provision"),
                        Map.of("CALLS", calls.toString())))
                .isEqualTo(2);

        assertThat(Files.readString(calls))
                .contains("--cluster jetcord-test --task-definition jetcord-test-provision ")
                .contains("subnets=[subnet-1,subnet-2],securityGroups=[sg-1],assignPublicIp=DISABLED");
    }

    /** A server whose whole health, and whose JetStream, is as said. */
    private void server(boolean caughtUp, boolean enabled) throws IOException {
        tool(
                "wget",
                "case \"$*\" in *js-enabled-only*) exit " + (enabled ? 0 : 1) + " ;; *) exit " + (caughtUp ? 0 : 1)
                        + " ;; esac");
    }

    private int health() throws Exception {
        return run(List.of("sh", "-c", Files.readString(NODE.resolve("health.sh"))), Map.of());
    }

    private void tool(String name, String body) throws IOException {
        Path tool = Files.createDirectories(work.resolve("bin")).resolve(name);
        Files.writeString(tool, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    }

    private Process script(Path file, Map<String, String> environment) throws IOException {
        return start(List.of("sh", "-c", Files.readString(file)), environment);
    }

    private int run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        return start(command, environment).waitFor();
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output").toFile());
        builder.environment().put("PATH", work.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("NATS_STORE_DIR", work.toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void await(Path file) {
        Awaitility.await().until(() -> Files.exists(file));
    }

    private static void awaitLines(Path file, int lines) {
        Awaitility.await().until(() -> Files.readAllLines(file, UTF_8).size() == lines);
    }
}
