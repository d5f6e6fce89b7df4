package dev.jetcord.e2e.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.jetcord.e2e.terraform.Control.Break;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where JetStream keeps its files, and who may mount it. */
final class StorageControls {
    private static final String FILE = "modules/storage/main.tf";
    private static final Set<String> CLIENT_ACTIONS = Set.of(
            "elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite");

    private StorageControls() {}

    static List<Control> all() {
        return List.of(
                Control.of(
                        "the file system is encrypted with a key of ours",
                        StorageControls::encrypted,
                        new Break(FILE, "encrypted        = true", "encrypted        = false"),
                        new Break(FILE, "kms_key_id       = var.kms_key_arn\n", "")),
                Control.of(
                        "each node has a directory of its own, as its own user",
                        StorageControls::directories,
                        new Break(FILE, "path = \"/${each.value}\"", "path = \"/\""),
                        new Break(FILE, "permissions = \"0700\"", "permissions = \"0777\"")),
                Control.of(
                        "a node's role may mount that one file system through its own access point alone",
                        StorageControls::nodePolicy,
                        new Break(
                                FILE,
                                "values   = [aws_efs_access_point.node[each.value].arn]",
                                "values   = [for point in aws_efs_access_point.node : point.arn]"),
                        new Break(
                                FILE,
                                "resources = [aws_efs_file_system.this.arn]\n\n    condition {\n      test     = \"StringEquals\"",
                                "resources = [\"*\"]\n\n    condition {\n      test     = \"StringEquals\""),
                        new Break(
                                FILE,
                                "sid = \"MountOwnDirectory\"\n    actions = [",
                                "sid = \"MountOwnDirectory\"\n    actions = [\n      \"elasticfilesystem:*\",")),
                Control.of(
                        "the file system refuses what is not encrypted, or comes by no access point",
                        StorageControls::fileSystemPolicy,
                        new Break(FILE, "variable = \"aws:SecureTransport\"", "variable = \"aws:ViaAWSService\""),
                        new Break(FILE, "test     = \"StringNotEquals\"", "test     = \"StringEquals\"")));
    }

    private static void encrypted(Configuration all, Findings findings) {
        findings.require(all.resources("aws_efs_file_system").size() == 1, FILE, "one file system is meant");
        for (Block system : all.resources("aws_efs_file_system")) {
            findings.require(system.text("encrypted").equals("true"), system, "must be encrypted");
            findings.require(system.text("kms_key_id").equals("${var.kms_key_arn}"), system, "must have a key of ours");
        }
    }

    private static void directories(Configuration all, Findings findings) {
        findings.require(
                all.resources("aws_efs_access_point").size() == 1, FILE, "access points of the nodes are meant");
        for (Block point : all.resources("aws_efs_access_point")) {
            findings.require(point.text("for_each").equals("${var.nodes}"), point, "must be one a node");
            findings.require(
                    point.text("root_directory", "path").equals("/${each.value}"),
                    point,
                    "must have a root of its own");
            findings.require(
                    point.text("root_directory", "creation_info", "permissions").equals("0700"),
                    point,
                    "must be its user's alone");
            findings.require(
                    point.text("posix_user", "uid").equals("${var.user_id}"), point, "must act as the node's user");
        }
    }

    private static void nodePolicy(Configuration all, Findings findings) {
        Block document = document(all, "node");
        JsonNode statement = document.at("statement");
        findings.require(statement.size() == 1, document, "one statement is all it needs");
        findings.require(
                texts(Block.at(statement, "actions")).equals(CLIENT_ACTIONS), document, "grants other actions");
        findings.require(
                texts(Block.at(statement, "resources")).equals(Set.of("${aws_efs_file_system.this.arn}")),
                document,
                "must be of the one file system");
        findings.require(
                Block.text(statement, "condition", "test").equals("StringEquals")
                        && Block.text(statement, "condition", "variable").equals("elasticfilesystem:AccessPointArn")
                        && texts(Block.at(statement, "condition", "values"))
                                .equals(Set.of("${aws_efs_access_point.node[each.value].arn}")),
                document,
                "must be bound to the node's own access point");
    }

    private static void fileSystemPolicy(Configuration all, Findings findings) {
        Block document = document(all, "file_system");
        Set<String> conditions = new TreeSet<>();
        for (JsonNode statement : document.at("statement")) {
            findings.require(Block.text(statement, "effect").equals("Deny"), document, "must grant nothing");
            conditions.add(
                    Block.text(statement, "condition", "test") + ' ' + Block.text(statement, "condition", "variable"));
        }
        findings.require(
                conditions.equals(
                        Set.of("Bool aws:SecureTransport", "StringNotEquals elasticfilesystem:AccessPointArn")),
                document,
                "must refuse by transport and access point");
        findings.require(all.resources("aws_efs_file_system_policy").size() == 1, FILE, "the policy must be applied");
    }

    private static Block document(Configuration all, String name) {
        return all.data("aws_iam_policy_document").stream()
                .filter(block -> block.file().equals(FILE) && block.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no policy document " + name));
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
