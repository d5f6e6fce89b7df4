package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where JetStream keeps its files, and who may mount it. */
final class StorageControls {
    private static final String MODULE = "modules/storage";
    private static final String DATABASE = "modules/database";
    private static final String TASK = "modules/task";
    private static final Set<String> CLIENT_ACTIONS = Set.of(
            "elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite");

    private StorageControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "the file system is encrypted with a key of ours",
                        StorageControls::encrypted,
                        change("encrypted        = true", "encrypted        = false"),
                        change("kms_key_id       = var.kms_key_arn\n", ""),
                        new Break("main.tf", "module.encryption.key_arns[\"storage\"]", "null")),
                Control.of(
                        "it is mounted by access point, with encryption on the way and IAM",
                        StorageControls::mounted,
                        task("transit_encryption = \"ENABLED\"", "transit_encryption = \"DISABLED\""),
                        task("iam             = \"ENABLED\"", "iam             = \"DISABLED\""),
                        task("access_point_id = volume.value.access_point_id\n", ""),
                        task("authorization_config {", "other_config {"),
                        new Break(
                                "modules/nats/node/main.tf",
                                "{ volume = \"data\", path = \"/data\" }",
                                "{ volume = \"data\", path = \"/other\" }"),
                        new Break(
                                "modules/nats/node/main.tf",
                                "volume          = \"data\"",
                                "volume          = \"keys\"")),
                Control.of(
                        "each node has a directory of its own, as its own user",
                        StorageControls::directories,
                        change("path = \"/${each.value}\"", "path = \"/\""),
                        change("permissions = \"0700\"", "permissions = \"0777\""),
                        new Break(
                                "modules/nats/main.tf",
                                "access_point_id = var.storage.access_point_ids[\"nats-2\"]",
                                "access_point_id = var.storage.access_point_ids[\"nats-1\"]")),
                Control.of(
                        "a node's role may mount that one file system through its own access point alone",
                        StorageControls::nodePolicy,
                        change(
                                "values   = [aws_efs_access_point.node[each.value].arn]",
                                "values   = [for point in aws_efs_access_point.node : point.arn]"),
                        change(
                                "    condition {\n      test     = \"StringEquals\"",
                                "    other {\n      test     = \"StringEquals\""),
                        change("""
                            resources = [aws_efs_file_system.this.arn]

                                condition {
                                  test     = "StringEquals"\
                            """, "resources = [\"*\"]\n\n    condition {\n      test     = \"StringEquals\""),
                        change(
                                "sid = \"MountOwnDirectory\"\n    actions = [",
                                "sid = \"MountOwnDirectory\"\n    actions = [\n      \"elasticfilesystem:*\","),
                        change("""
                            sid = "MountOwnDirectory"
                                actions = [
                                  "elasticfilesystem:ClientMount",
                            """, "sid = \"MountOwnDirectory\"\n    actions = [\n"),
                        new Break(
                                "modules/nats/main.tf",
                                "storage_policy  = var.storage.task_policies[\"nats-3\"]",
                                "storage_policy  = var.storage.task_policies[\"nats-1\"]"),
                        new Break(
                                "modules/nats/node/main.tf",
                                "  task_policies = { mount-own-directory = var.storage_policy }\n",
                                "")),
                Control.of(
                        "the file system refuses what is not encrypted, or comes by no access point",
                        StorageControls::fileSystemPolicy,
                        change("variable = \"aws:SecureTransport\"", "variable = \"aws:ViaAWSService\""),
                        change("test     = \"StringNotEquals\"", "test     = \"StringEquals\""),
                        change(
                                "policy         = data.aws_iam_policy_document.file_system.json",
                                "policy         = \"{}\"")),
                Control.of(
                        "backups of it are made",
                        (all, findings) -> findings.text(
                                all.resource(MODULE, "aws_efs_backup_policy", "this"),
                                "ENABLED",
                                "backup_policy",
                                "status"),
                        change("status = \"ENABLED\"", "status = \"DISABLED\"")),
                Control.of(
                        "the database is encrypted, takes TLS only, stands by in another zone and can be restored",
                        StorageControls::database,
                        database("storage_encrypted     = true", "storage_encrypted     = false"),
                        database(
                                "name  = \"rds.force_ssl\"\n    value = \"1\"",
                                "name  = \"rds.force_ssl\"\n    value = \"0\""),
                        database("skip_final_snapshot       = false", "skip_final_snapshot       = true"),
                        new Break(
                                "variables.tf",
                                "multi_az              = optional(bool, true)",
                                "multi_az              = optional(bool, false)")),
                Control.of(
                        "another storage would change two places only",
                        StorageControls::inOnePlace,
                        new Break("services.tf", "resource \"aws_ecs_cluster\" \"this\"", """
                            resource "aws_efs_file_system" "other" {}

                            resource "aws_ecs_cluster" "this"\
                            """)));
    }

    private static Break change(String from, String to) {
        return new Break(MODULE + "/main.tf", from, to);
    }

    private static Break database(String from, String to) {
        return new Break(DATABASE + "/main.tf", from, to);
    }

    private static Break task(String from, String to) {
        return new Break(TASK + "/main.tf", from, to);
    }

    private static void encrypted(Configuration all, Findings findings) {
        Block system = all.resource(MODULE, "aws_efs_file_system", "this");
        findings.text(system, "true", "encrypted");
        findings.text(system, "${var.kms_key_arn}", "kms_key_id");
        findings.text(all.call(".", "storage"), "${module.encryption.key_arns[\"storage\"]}", "kms_key_arn");
    }

    private static void mounted(Configuration all, Findings findings) {
        Block task = all.resource(TASK, "aws_ecs_task_definition", "this");
        List<JsonNode> volumes = task.blocks("volume").stream()
                .filter(volume -> volume.has("efs_volume_configuration"))
                .toList();
        findings.require(volumes.size() == 1, task, "one volume of EFS is meant");
        for (JsonNode volume : volumes) {
            JsonNode efs = Block.at(volume, "efs_volume_configuration");
            findings.require(
                    Block.text(efs, "transit_encryption").equals("ENABLED"), task, "is not encrypted on the way");
            findings.require(
                    Block.text(efs, "authorization_config", "iam").equals("ENABLED"), task, "does not ask IAM");
            findings.require(
                    Block.text(efs, "authorization_config", "access_point_id")
                            .equals("${volume.value.access_point_id}"),
                    task,
                    "has no access point");
            findings.require(Block.text(efs, "root_directory").isEmpty(), task, "an access point has its own root");
        }
        Block node = all.call("modules/nats/node", "task");
        findings.text(node, "${var.access_point_id}", "storage", "access_point_id");
        findings.text(node, "data", "storage", "volume");
        findings.require(
                node.body().toString().contains("{\"path\":\"/data\",\"volume\":\"data\"}"),
                node,
                "does not mount it at /data");
        findings.require(node.body().toString().contains("\"NATS_STORE_DIR\":\"/data\""), node, "stores elsewhere");
    }

    private static void directories(Configuration all, Findings findings) {
        Block point = all.resource(MODULE, "aws_efs_access_point", "node");
        findings.text(point, "${var.nodes}", "for_each");
        findings.text(point, "/${each.value}", "root_directory", "path");
        findings.text(point, "0700", "root_directory", "creation_info", "permissions");
        findings.text(point, "${var.user_id}", "posix_user", "uid");
        for (int node = 1; node <= 3; node++) {
            findings.text(
                    all.call("modules/nats", "node_" + node),
                    "${var.storage.access_point_ids[\"nats-" + node + "\"]}",
                    "access_point_id");
        }
    }

    private static void nodePolicy(Configuration all, Findings findings) {
        Block policy = all.policy(MODULE, "node");
        findings.require(policy.at("statement").size() == 1, policy, "one statement is all it needs");
        findings.texts(policy, CLIENT_ACTIONS, "statement", "actions");
        findings.texts(policy, Set.of("${aws_efs_file_system.this.arn}"), "statement", "resources");
        findings.text(policy, "StringEquals", "statement", "condition", "test");
        findings.text(policy, "elasticfilesystem:AccessPointArn", "statement", "condition", "variable");
        findings.texts(
                policy, Set.of("${aws_efs_access_point.node[each.value].arn}"), "statement", "condition", "values");
        for (int node = 1; node <= 3; node++) {
            findings.text(
                    all.call("modules/nats", "node_" + node),
                    "${var.storage.task_policies[\"nats-" + node + "\"]}",
                    "storage_policy");
        }
        findings.text(
                all.call("modules/nats/node", "task"), "${var.storage_policy}", "task_policies", "mount-own-directory");
    }

    private static void fileSystemPolicy(Configuration all, Findings findings) {
        Block policy = all.policy(MODULE, "file_system");
        Set<String> conditions = new TreeSet<>();
        for (JsonNode statement : policy.at("statement")) {
            findings.require(Block.text(statement, "effect").equals("Deny"), policy, "must grant nothing");
            conditions.add(
                    Block.text(statement, "condition", "test") + ' ' + Block.text(statement, "condition", "variable"));
        }
        findings.require(
                conditions.equals(
                        Set.of("Bool aws:SecureTransport", "StringNotEquals elasticfilesystem:AccessPointArn")),
                policy,
                "must refuse by transport and access point");
        findings.text(
                all.resource(MODULE, "aws_efs_file_system_policy", "this"),
                "${data.aws_iam_policy_document.file_system.json}",
                "policy");
    }

    private static void database(Configuration all, Findings findings) {
        Block instance = all.resource(DATABASE, "aws_db_instance", "this");
        findings.text(instance, "true", "storage_encrypted");
        findings.text(instance, "${var.key_arns[\"database\"]}", "kms_key_id");
        findings.text(instance, "false", "skip_final_snapshot");
        findings.text(instance, "${var.multi_az}", "multi_az");
        findings.text(instance, "${var.deletion_protection}", "deletion_protection");
        findings.text(instance, "${var.backup_retention_days}", "backup_retention_period");
        String parameters =
                all.resource(DATABASE, "aws_db_parameter_group", "this").text("parameter");
        findings.require(
                parameters.contains("{\"name\":\"rds.force_ssl\",\"value\":\"1\"}"),
                instance,
                "takes what is not encrypted");
        String defaults = all.variable(".", "database").text("type").replaceAll(" +", " ");
        for (String part : List.of("multi_az = optional(bool, true)", "deletion_protection = optional(bool, true)")) {
            findings.require(defaults.contains(part), "database", "lacks by default: " + part);
        }
    }

    private static void inOnePlace(Configuration all, Findings findings) {
        for (Block resource : all.resources()) {
            findings.require(
                    !resource.type().startsWith("aws_efs") || resource.module().equals(MODULE),
                    resource,
                    "belongs to the storage module");
            findings.require(
                    !resource.body().toString().contains("efs_volume_configuration")
                            || resource.module().equals(TASK),
                    resource,
                    "belongs to the task module");
        }
    }
}
