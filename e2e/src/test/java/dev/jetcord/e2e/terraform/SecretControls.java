package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.regex.Pattern;

/** Where secrets are, and where not. */
final class SecretControls {
    private static final String MODULE = "modules/task";
    private static final String DATABASE = "modules/database";
    private static final Pattern SECRET_VARIABLE =
            Pattern.compile("\\b(DISCORD_TOKEN|NATS_NKEY|DATABASE_URL|CHAINS|PGPASSWORD|\\w+_PASSWORD)\\b");

    private SecretControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "secrets are passed as secrets and never as plain environment",
                        SecretControls::secretsAsSecrets,
                        change("""
                            secrets      = [for name in sort(keys(container.secrets)) : { name = name, valueFrom = container.secrets[name] }]
                            """, ""),
                        new Break(MODULE + "/variables.tf", "TOKEN|NKEY|PASSWORD", "NKEY|PASSWORD"),
                        new Break("main.tf", """
                            secrets   = { DISCORD_TOKEN = local.secret_arns["discord-token"] }
                                  consumers = []\
                            """, "secrets   = {}\n      consumers = []"),
                        new Break("main.tf", "DISCORD_INTENTS = join(", "DISCORD_TOKEN = join("),
                        new Break(
                                "services.tf",
                                "NATS_NKEY = local.secret_arns[\"nkey-${each.key}\"]",
                                "NATS_NKEY = local.secret_arns[\"nkey-provision\"]"),
                        new Break("main.tf", "secrets     = { DATABASE_URL =", "secrets     = { OTHER =")),
                Control.of(
                        "no secret comes into Terraform's state",
                        SecretControls::nothingInState,
                        database("resource \"aws_secretsmanager_secret\" \"worker\"", """
                            resource "aws_ssm_parameter" "worker" {}

                            resource "aws_secretsmanager_secret" "worker"\
                            """),
                        database("manage_master_user_password         = true", "password = \"x\""),
                        new Break("modules/secrets/main.tf", "resource \"aws_secretsmanager_secret\" \"this\"", """
                            resource "aws_secretsmanager_secret_version" "this" { secret_string = var.value }

                            resource "aws_secretsmanager_secret" "this"\
                            """),
                        new Break("modules/secrets/main.tf", "resource \"aws_secretsmanager_secret\" \"this\"", """
                            resource "random_password" "this" {}

                            resource "aws_secretsmanager_secret" "this"\
                            """),
                        new Break(
                                "modules/secrets/variables.tf",
                                "variable \"recovery_window_in_days\"",
                                "variable \"token\" {\n  sensitive = true\n}\n\nvariable \"recovery_window_in_days\"")),
                Control.of(
                        "secrets are encrypted with a key of ours",
                        SecretControls::secretsEncrypted,
                        new Break("modules/secrets/main.tf", "  kms_key_id              = var.kms_key_arn\n", ""),
                        database("master_user_secret_kms_key_id       = var.key_arns[\"secrets\"]\n", "")));
    }

    private static Break change(String from, String to) {
        return new Break(MODULE + "/main.tf", from, to);
    }

    private static Break database(String from, String to) {
        return new Break(DATABASE + "/main.tf", from, to);
    }

    private static void secretsAsSecrets(Configuration all, Findings findings) {
        String containers = all.locals(MODULE).path("containers").asText();
        findings.require(containers.contains("valueFrom = container.secrets[name]"), MODULE, "hands over no secrets");
        Block variable = all.variable(MODULE, "containers");
        findings.require(
                variable.at("validation").toString().contains("TOKEN|NKEY|PASSWORD|SECRET|DATABASE_URL|CHAINS|_KEY$"),
                variable,
                "does not refuse secrets in environment");

        JsonNode services = all.locals(".").path("services");
        for (String service : List.of("gateway-bridge", "command-worker", "eligibility-worker")) {
            findings.require(
                    text(services.path(service).path("secrets")).contains("local.secret_arns[\\\"discord-token\\\"]"),
                    service,
                    "has no token from a secret");
        }
        for (String worker : List.of("event-worker", "eligibility-worker")) {
            String secrets = text(services.path(worker).path("secrets"));
            findings.require(
                    secrets.contains("DATABASE_URL")
                            && secrets.contains("worker_secret_arns[\\\"" + worker + "\\\"]}:url::"),
                    worker,
                    "has no database URL from its own secret");
        }
        String common = text(container(all, "service_task").path("secrets"));
        findings.require(
                common.contains("NATS_NKEY = local.secret_arns[\\\"nkey-${each.key}\\\"]")
                        && common.contains("NATS_CA "),
                "service_task",
                "has no NATS credentials and CA from secrets");
        services.forEach(service -> noSecretIn(findings, service.path("environment")));
        noSecretIn(findings, all.locals(".").path("common"));
        for (Block call : all.blocks("module")) {
            call.at("containers").forEach(container -> noSecretIn(findings, container.path("environment")));
        }
    }

    private static void noSecretIn(Findings findings, JsonNode environment) {
        findings.require(
                !SECRET_VARIABLE.matcher(text(environment)).find(), "environment", "holds a secret: " + environment);
    }

    private static void nothingInState(Configuration all, Findings findings) {
        for (String type : List.of("aws_secretsmanager_secret_version", "aws_ssm_parameter")) {
            all.resources(type).forEach(value -> findings.require(false, value, "keeps its value in the state"));
        }
        Block instance = all.resource(DATABASE, "aws_db_instance", "this");
        findings.text(instance, "true", "manage_master_user_password");
        findings.text(instance, "", "password");
        for (Block resource : all.resources()) {
            findings.require(resource.type().startsWith("aws_"), resource, "may keep a secret in its state");
        }
        for (Block variable : all.blocks("variable")) {
            findings.text(variable, "", "sensitive");
        }
    }

    private static void secretsEncrypted(Configuration all, Findings findings) {
        findings.text(
                all.resource("modules/secrets", "aws_secretsmanager_secret", "this"),
                "${var.kms_key_arn}",
                "kms_key_id");
        findings.text(
                all.resource(DATABASE, "aws_secretsmanager_secret", "worker"),
                "${var.key_arns[\"secrets\"]}",
                "kms_key_id");
        findings.text(
                all.resource(DATABASE, "aws_db_instance", "this"),
                "${var.key_arns[\"secrets\"]}",
                "master_user_secret_kms_key_id");
    }

    private static JsonNode container(Configuration all, String call) {
        return all.call(".", call).at("containers").path(0);
    }

    private static String text(JsonNode node) {
        return node.toString();
    }
}
