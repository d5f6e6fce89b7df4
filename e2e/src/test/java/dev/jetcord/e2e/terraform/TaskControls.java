package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Rights and logs of every task. */
final class TaskControls {
    private static final String MODULE = "modules/task";
    private static final String DATABASE = "modules/database";
    /** The actions that know no resource, and the keys' own policies, which are of the key that they belong to. */
    private static final Set<String> WITHOUT_RESOURCE =
            Set.of("LogInToRegistry", "FindTasks", "ReadTaskDefinitions", "AccountDecides", "ServicesUse");

    private TaskControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "starting a task needs exactly its secrets, its images and its log group",
                        TaskControls::executionRole,
                        change(
                                "actions   = [\"secretsmanager:GetSecretValue\"]\n      resources = statement.value",
                                "actions   = [\"secretsmanager:GetSecretValue\"]\n      resources = [\"*\"]"),
                        change("resources = [\"${aws_cloudwatch_log_group.this.arn}:*\"]", "resources = [\"*\"]"),
                        change("resources = var.repository_arns", "resources = [\"*\"]"),
                        change(
                                "for reference in flatten([for container in var.containers :"
                                        + " values(container.secrets)])",
                                "for reference in flatten([for container in var.containers :"
                                        + " values(container.environment)])"),
                        change("variable = \"kms:ViaService\"", "variable = \"kms:CallerAccount\"")),
                Control.of(
                        "no role may do everything, or something to everything",
                        TaskControls::leastPrivilege,
                        change(
                                "actions   = [\"logs:CreateLogStream\", \"logs:PutLogEvents\"]",
                                "actions   = [\"logs:*\"]"),
                        new Break(
                                "modules/scraping/main.tf",
                                "resources = [aws_prometheus_workspace.this.arn]",
                                "resources = [\"*\"]"),
                        new Break(
                                "modules/scraping/main.tf",
                                "    condition {\n      test     = \"ArnEquals\"",
                                "    other {\n      test     = \"ArnEquals\""),
                        new Break("services.tf", "resource \"aws_ecs_cluster\" \"this\"", """
                            resource "aws_iam_role_policy_attachment" "more" { policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" }

                            resource "aws_ecs_cluster" "this"\
                            """)),
                Control.of(
                        "only NATS and the collector may do anything in AWS while they run",
                        TaskControls::taskRoles,
                        new Break("services.tf", """
                              key_arns           = module.encryption.key_arns
                              log_retention_days = var.log_retention_days
                              tags               = local.tags

                              containers = [{
                                name  = "provision"\
                            """, """
                                  key_arns           = module.encryption.key_arns
                                  log_retention_days = var.log_retention_days
                                  tags               = local.tags
                                  task_policies      = { more = "{}" }

                                  containers = [{
                                    name  = "provision"\
                                """)),
                Control.of(
                        "containers run as a user without rights, on a file system that nobody writes",
                        TaskControls::lockedDown,
                        change("readonlyRootFilesystem = true", "readonlyRootFilesystem = false"),
                        change("privileged             = false", "privileged             = true"),
                        change("drop = [\"ALL\"]", "drop = []"),
                        new Break("services.tf", "user         = tostring(local.user_id)", "user         = \"0\""),
                        new Break(
                                "modules/nats/node/main.tf",
                                "user        = tostring(var.user_id)",
                                "user        = \"0\"")),
                Control.of(
                        "logs go to CloudWatch, are encrypted with a key of ours and kept for 30 days",
                        TaskControls::logs,
                        change("kms_key_id        = var.key_arns[\"logs\"]\n", ""),
                        change("retention_in_days = var.log_retention_days\n", ""),
                        database("retention_in_days = var.log_retention_days\n", ""),
                        new Break("variables.tf", """
                            description = "How long logs are kept, one of the periods that CloudWatch knows"
                              type        = number
                              default     = 30\
                            """, """
                                description = "How long logs are kept, one of the periods that CloudWatch knows"
                                  type        = number
                                  default     = 7\
                                """),
                        change("logDriver = \"awslogs\"", "logDriver = \"none\"")));
    }

    private static Break change(String from, String to) {
        return new Break(MODULE + "/main.tf", from, to);
    }

    private static Break database(String from, String to) {
        return new Break(DATABASE + "/main.tf", from, to);
    }

    private static void executionRole(Configuration all, Findings findings) {
        Block policy = all.policy(MODULE, "execution");
        for (JsonNode statement : policy.blocks("statement")) {
            Set<String> resources = Block.texts(statement, "resources");
            switch (Block.text(statement, "sid")) {
                case "LogInToRegistry" -> {}
                case "PullImages" ->
                    findings.require(
                            Block.text(statement, "resources").equals("${var.repository_arns}"),
                            policy,
                            "pulls other images");
                case "WriteLogs" ->
                    findings.require(
                            resources.equals(Set.of("${aws_cloudwatch_log_group.this.arn}:*")),
                            policy,
                            "writes other logs");
                case "ReadSecrets" ->
                    findings.require(
                            Block.text(statement, "resources").equals("${statement.value}"),
                            policy,
                            "reads other secrets");
                case "DecryptSecrets" ->
                    findings.require(
                            Block.text(statement, "condition", "variable").equals("kms:ViaService"),
                            policy,
                            "decrypts what is no secret");
                default -> findings.require(false, policy, "has an unknown statement " + statement);
            }
        }
        JsonNode dynamic = policy.at("dynamic", "statement");
        findings.require(text(dynamic).contains("[local.secret_arns]"), policy, "must be of the task's secrets");
        findings.require(
                all.locals(MODULE)
                        .path("secret_arns")
                        .asText()
                        .contains("for container in var.containers : values(container.secrets)"),
                MODULE,
                "secret_arns must be those of its containers");
        findings.text(
                all.resource(MODULE, "aws_ecs_task_definition", "this"),
                "${aws_iam_role.execution.arn}",
                "execution_role_arn");
        findings.text(
                all.resource(MODULE, "aws_iam_role_policy", "execution"),
                "${data.aws_iam_policy_document.execution.json}",
                "policy");
    }

    private static void leastPrivilege(Configuration all, Findings findings) {
        for (Block policy : all.data("aws_iam_policy_document")) {
            for (JsonNode statement : policy.blocks("statement")) {
                String sid = Block.text(statement, "sid");
                if (Block.text(statement, "effect").equals("Deny")) {
                    continue;
                }
                if (Block.texts(statement, "resources").contains("*")) {
                    findings.require(WITHOUT_RESOURCE.contains(sid), policy, sid + " is of everything");
                }
                if (sid.equals("FindTasks")) {
                    findings.require(
                            Block.text(statement, "condition", "variable").equals("ecs:cluster"),
                            policy,
                            "must be of one cluster");
                }
                for (String action : Block.texts(statement, "actions")) {
                    findings.require(
                            !action.contains("*")
                                    || sid.equals("AccountDecides")
                                    || action.startsWith("kms:GenerateDataKey")
                                    || action.startsWith("kms:ReEncrypt"),
                            policy,
                            sid + " allows " + action);
                }
            }
        }
        Set<String> attached = new TreeSet<>();
        all.resources("aws_iam_role_policy_attachment")
                .forEach(attachment -> attached.add(attachment.text("policy_arn")));
        findings.require(
                attached.equals(
                        Set.of(
                                "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole")),
                "aws_iam_role_policy_attachment",
                "attached are " + attached);
    }

    private static void taskRoles(Configuration all, Findings findings) {
        Set<String> with = new TreeSet<>();
        for (Block call : all.blocks("module")) {
            if (call.text("source").endsWith("/task") && call.body().has("task_policies")) {
                with.add(call.module());
            }
        }
        findings.require(with.equals(Set.of("modules/nats/node", "modules/scraping")), MODULE, "rights have " + with);
    }

    private static void lockedDown(Configuration all, Findings findings) {
        String containers = all.locals(MODULE).path("containers").asText().replaceAll("\\s+", " ");
        for (String part : List.of(
                "readonlyRootFilesystem = true", "privileged = false", "drop = [\"ALL\"]", "user = container.user")) {
            findings.require(containers.contains(part), MODULE, "lacks " + part);
        }
        for (Block call : all.blocks("module")) {
            for (JsonNode container : call.at("containers")) {
                // These two write into a volume of their task, which belongs to root; no service of ours runs in them.
                boolean root = Set.of("keys", "collector")
                        .contains(container.path("name").asText());
                findings.require(
                        root || container.path("user").asText().startsWith("${tostring("),
                        call,
                        container.path("name").asText() + " runs as " + container.path("user"));
            }
        }
    }

    private static void logs(Configuration all, Findings findings) {
        findings.require(all.resources("aws_cloudwatch_log_group").size() >= 5, MODULE, "log groups are missing");
        for (Block group : all.resources("aws_cloudwatch_log_group")) {
            findings.text(group, "${var.log_retention_days}", "retention_in_days");
            findings.require(
                    Set.of("${var.key_arns[\"logs\"]}", "${var.logs_kms_key_arn}")
                            .contains(group.text("kms_key_id")),
                    group,
                    "is not encrypted with the key of logs");
        }
        findings.text(all.variable(".", "log_retention_days"), "30", "default");
        findings.require(
                all.locals(MODULE).path("containers").asText().contains("logDriver = \"awslogs\""),
                MODULE,
                "logs elsewhere");
    }

    private static String text(JsonNode node) {
        return node.toString();
    }
}
